package dev.mesoschaos.testbed.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** One of the two channels of a connection: the source of one link and the destination of the other. */
final class Endpoint extends ChannelInboundHandlerAdapter {

    private final Link out;
    private final Link in;

    Endpoint(Link out, Link in) {
        this.out = out;
        this.in = in;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        out.data((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        out.pause();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            out.end();
            if (in.finished()) {
                Outcome.close(context.channel());
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        in.throttle();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        in.destinationGone();
        out.sourceGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A peer that resets its connection is nothing to report.
        Outcome.close(context.channel());
    }
}
