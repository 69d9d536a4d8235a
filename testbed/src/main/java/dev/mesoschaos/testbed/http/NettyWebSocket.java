package dev.mesoschaos.testbed.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;

/** One WebSocket on a Netty channel. */
final class NettyWebSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocketConnection {

    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private final ChannelHandlerContext context;
    private final WebSocketHandler handler;

    private NettyWebSocket(ChannelHandlerContext context, WebSocketHandler handler) {
        this.context = context;
        this.handler = handler;
    }

    /** Shakes hands and replaces the HTTP handlers of the channel; calls {@code refused} when the peer does not ask. */
    static void upgrade(ChannelHandlerContext context, Request request, WebSocketHandler handler, Runnable refused) {
        var asked = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                request.target(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("ws://testbed" + request.target(), null, false, MAX_FRAME_BYTES)
                        .newHandshaker(asked);
        try {
            if (handshaker == null) {
                refused.run();
                return;
            }
            Outbound.unheard(handshaker.handshake(context.channel(), asked));
        } catch (WebSocketHandshakeException e) {
            refused.run();
            return;
        }
        NettyWebSocket socket = new NettyWebSocket(context, handler);
        context.pipeline().addLast(new WebSocketFrameAggregator(MAX_FRAME_BYTES)).addLast(socket);
        handler.opened(socket);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext unused, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> handler.received(text.text());
            case PingWebSocketFrame ping ->
                Outbound.flush(context, new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close -> close();
            default -> { }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        handler.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        Outbound.close(context);
    }

    @Override
    public void send(String text) {
        Outbound.flush(context, new TextWebSocketFrame(text));
    }

    @Override
    public void close() {
        Outbound.close(context);
    }

    @Override
    public String peer() {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress();
    }
}
