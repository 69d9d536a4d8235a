package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.time.Clock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request after a time that is known, and writes down when it did. One thread serves all. */
final class DelayedServer implements AutoCloseable {

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Clock clock = Clock.system();
    private final Delays delays;
    private final List<Instant> answers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Channel listening;

    /** How long to wait with an answer. */
    @FunctionalInterface
    interface Delays {

        /**
         * The delay of a request.
         *
         * @param number of the request, in the order of arrival, from 0
         * @param arrived when it did
         */
        Duration of(int number, Instant arrived);
    }

    DelayedServer(Delays delays) {
        this.delays = delays;
        this.listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.incrementAndGet();
                        channel.pipeline().addLast(new HttpServerCodec(), new Answers());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Answers at once, in a process of its own that ends with its standard input; prints its port. */
    public static void main(String[] none) throws Exception {
        try (DelayedServer server = new DelayedServer((number, arrived) -> Duration.ZERO)) {
            System.out.println(server.address().port());
            while (System.in.read() >= 0) {
                // Nobody says anything; the end of the input is all that counts.
            }
        }
    }

    Address address() {
        return new Address("127.0.0.1", ((InetSocketAddress) listening.localAddress()).getPort());
    }

    /** How many there have been. */
    int connections() {
        return connections.get();
    }

    /** When each request was answered, in the order of arrival; once all have been. */
    List<Instant> answers() throws Exception {
        return loop.submit(() -> List.copyOf(answers)).get();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answers extends SimpleChannelInboundHandler<HttpObject> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (!(part instanceof LastHttpContent)) {
                return;
            }
            Instant arrived = clock.now();
            int number = answers.size();
            answers.add(arrived);
            Duration delay = delays.of(number, arrived);
            if (delay.isZero()) {
                answer(context);
            } else {
                Future<?> unused = loop.schedule(() -> {
                    answers.set(number, clock.now());
                    answer(context);
                }, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void answer(ChannelHandlerContext context) {
            DefaultFullHttpResponse answer =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            ChannelFuture unused = context.writeAndFlush(answer, context.voidPromise());
        }
    }
}
