package dev.mesoschaos.testbed.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection: requests are handled one after another, so that answers come in order, while reading goes on,
 * so that a peer that leaves is noticed at once.
 */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_PIPELINED = 64;

    private final Handler handler;
    private final InstantSource clock;
    private final Deque<NettyExchange> waiting = new ArrayDeque<>();
    private NettyExchange current;

    Connection(Handler handler, InstantSource clock) {
        this.handler = handler;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        Optional<Request> request = read(message);
        if (request.isEmpty() || waiting.size() >= MAX_PIPELINED) {
            // Mesos has no answer for what is no HTTP: it hangs up.
            Outbound.close(context);
            return;
        }
        waiting.add(new NettyExchange(context, request.get(), HttpUtil.isKeepAlive(message), clock, this::next));
        if (current == null) {
            next();
        }
    }

    private static Optional<Request> read(FullHttpRequest message) {
        if (message.decoderResult().isFailure()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Request.of(
                    message.method().name(), message.uri(), message.headers(), ByteBufUtil.getBytes(message.content())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void next() {
        current = waiting.poll();
        if (current != null) {
            handle(current);
        }
    }

    private void handle(NettyExchange exchange) {
        try {
            handler.handle(exchange.request(), exchange);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.request().method(), exchange.request().target(), e);
            exchange.respond(Response.text(500, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.clear();
        if (current != null) {
            current.peerLeft();
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection of {} broke: {}", context.channel().remoteAddress(), cause.toString());
        Outbound.close(context);
    }
}
