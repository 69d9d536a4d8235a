package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.MasterChannel;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of one simulated agent. All calls come from the event loop. */
final class WebSocketLine extends SimpleChannelInboundHandler<TextWebSocketFrame> implements MasterChannel {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketLine.class);

    private final MasterChannel.Listener listener;
    private final Consumer<WebSocketLine> ended;
    private final Deque<String> held = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private boolean open;
    private boolean cut;
    private boolean hungUp;
    private boolean over;

    WebSocketLine(MasterChannel.Listener listener, Consumer<WebSocketLine> ended) {
        this.listener = listener;
        this.ended = ended;
    }

    @Override
    public void send(AgentMessage message) {
        if (open && cut) {
            held.add(WireCodec.encode(message));
        } else if (open) {
            write(WireCodec.encode(message));
        }
    }

    @Override
    public void close() {
        hungUp = true;
        // The master must not hear of it over a cable that is cut.
        if (!cut) {
            end();
        }
    }

    void cut(boolean now) {
        cut = now;
        if (context != null) {
            context.channel().config().setAutoRead(!now);
        }
        if (!now) {
            held.forEach(this::write);
            held.clear();
            if (hungUp) {
                end();
            }
        }
    }

    /** It could not be opened, or broke. */
    void failed() {
        ended.accept(this);
        if (!over) {
            over = true;
            open = false;
            listener.closed();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        added.channel().config().setAutoRead(!cut);
        if (hungUp) {
            end();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext unused, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            open = true;
            listener.opened();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext unused, TextWebSocketFrame frame) {
        MasterMessage message = WireCodec.fromMaster(frame.text());
        listener.received(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        failed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        LOG.info("A connection to {} broke: {}", context.channel().remoteAddress(), cause.toString());
        end();
    }

    private void write(String frame) {
        var unused = context.writeAndFlush(new TextWebSocketFrame(frame));
    }

    private void end() {
        if (context != null) {
            var unused = context.close();
        }
    }
}
