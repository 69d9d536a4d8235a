package dev.mesoschaos.probes.probe;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/** Reads the answers of a connection, one after another, and tells whoever waits for them. */
final class HttpAnswers extends SimpleChannelInboundHandler<HttpObject> {

    private Optional<HttpRequest> waiting = Optional.empty();
    private boolean heardAnything;
    private boolean well;
    private boolean keptAlive;

    /** Whom the next answer is for. */
    void awaitedBy(HttpRequest request) {
        waiting = Optional.of(request);
        heardAnything = false;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        heardAnything = true;
        if (part.decoderResult().isFailure()) {
            ChannelFuture unused = context.close();
            return;
        }
        if (part instanceof HttpResponse head) {
            well = head.status().codeClass() == HttpStatusClass.SUCCESS;
            keptAlive = HttpUtil.isKeepAlive(head);
        }
        if (part instanceof LastHttpContent) {
            taken().ifPresent(request -> request.answered(well, keptAlive));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        taken().ifPresent(request -> request.disconnected(heardAnything));
    }

    /** Ends the connection, which tells whoever waits. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelFuture unused = context.close();
    }

    /** Whoever waits, who is told only once. */
    private Optional<HttpRequest> taken() {
        Optional<HttpRequest> request = waiting;
        waiting = Optional.empty();
        return request;
    }
}
