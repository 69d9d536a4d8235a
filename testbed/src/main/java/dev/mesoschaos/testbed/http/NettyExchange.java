package dev.mesoschaos.testbed.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Writes the answer to one request. All fields are touched by the event loop thread only. */
final class NettyExchange implements Exchange {

    private final ChannelHandlerContext context;
    private final Request request;
    private final boolean keepAlive;
    private final InstantSource clock;
    private final Runnable finished;
    private Runnable closed = () -> {};
    private boolean done;

    NettyExchange(
            ChannelHandlerContext context, Request request, boolean keepAlive, InstantSource clock, Runnable finished) {
        this.context = context;
        this.request = request;
        this.keepAlive = keepAlive;
        this.clock = clock;
        this.finished = finished;
    }

    Request request() {
        return request;
    }

    @Override
    public void respond(Response response) {
        boolean compressed = Gzip.wanted(request, response);
        byte[] body = compressed ? Gzip.compress(response.body()) : response.body();
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(body));
        addHeaders(answer.headers(), response.headers());
        if (compressed) {
            answer.headers().set("Content-Encoding", HttpHeaderValues.GZIP);
        }
        answer.headers().setInt("Content-Length", body.length);
        inLoop(() -> {
            Outbound.write(context, answer);
            finish();
        });
    }

    @Override
    public ChunkStream stream(Map<String, String> headers, Runnable whenClosed) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        addHeaders(head.headers(), Map.of());
        head.headers().set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
        headers.forEach(head.headers()::set);
        inLoop(() -> {
            closed = whenClosed;
            if (context.channel().isActive()) {
                Outbound.flush(context, head);
            } else {
                peerLeft();
            }
        });
        return new Chunks();
    }

    @Override
    public void webSocket(WebSocketHandler handler) {
        inLoop(() -> NettyWebSocket.upgrade(context, request, handler, () -> respond(Response.status(400))));
    }

    /** The connection is closed. */
    void peerLeft() {
        if (!done) {
            done = true;
            closed.run();
        }
    }

    private void addHeaders(HttpHeaders to, Map<String, String> headers) {
        to.set("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        headers.forEach(to::set);
    }

    private void finish() {
        done = true;
        var flushed = context.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (keepAlive) {
            finished.run();
        } else {
            Outbound.unheard(flushed.addListener(ChannelFutureListener.CLOSE));
        }
    }

    private void inLoop(Runnable action) {
        if (context.executor().inEventLoop()) {
            action.run();
        } else {
            context.executor().execute(action);
        }
    }

    /** The chunks of a stream. */
    private final class Chunks implements ChunkStream {

        @Override
        public void write(byte[] chunk) {
            inLoop(() -> {
                if (!done && chunk.length > 0) {
                    Outbound.flush(context, new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
                }
            });
        }

        @Override
        public void end() {
            inLoop(() -> {
                if (!done) {
                    Outbound.write(context, LastHttpContent.EMPTY_LAST_CONTENT);
                    finish();
                    closed.run();
                }
            });
        }
    }
}
