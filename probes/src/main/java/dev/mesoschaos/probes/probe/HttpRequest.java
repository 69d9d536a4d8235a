package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One request under way. */
final class HttpRequest {

    private final Address to;
    private final boolean reuse;
    private final Consumer<Outcome> told;
    private final Consumer<Channel> free;
    private Future<?> timeout;
    private Channel channel;
    private Runnable unheard;
    private boolean over;

    /**
     * A request that is not sent yet.
     *
     * @param free takes the connection back
     */
    HttpRequest(Address to, boolean reuse, Consumer<Outcome> told, Consumer<Channel> free) {
        this.to = to;
        this.reuse = reuse;
        this.told = told;
        this.free = free;
    }

    void endsBy(Future<?> timeout) {
        this.timeout = timeout;
    }

    /**
     * Sends it.
     *
     * @param unheard done when the connection ends before any answer: one that was kept may have ended before it heard
     */
    void sendOn(Channel channel, Runnable unheard) {
        if (over) {
            // Somebody else can have the connection; to close it would make the next one late as well.
            free.accept(channel);
            return;
        }
        this.channel = channel;
        this.unheard = unheard;
        channel.pipeline().get(HttpAnswers.class).awaitedBy(this);
        ChannelFuture unused = channel.writeAndFlush(message(), channel.voidPromise());
    }

    private FullHttpRequest message() {
        FullHttpRequest message =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        message.headers().set(HttpHeaderNames.HOST, to.toString());
        if (!reuse) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return message;
    }

    boolean isOver() {
        return over;
    }

    /** The whole answer is here. */
    void answered(boolean well, boolean keptAlive) {
        Channel answeredOn = channel;
        boolean kept = keptAlive && reuse;
        if (kept) {
            channel = null;
        }
        ended(well ? Outcome.OK : Outcome.ERROR_STATUS);
        if (kept) {
            free.accept(answeredOn);
        }
    }

    /** The connection ended. */
    void disconnected(boolean heardAnything) {
        if (heardAnything) {
            ended(Outcome.BROKEN);
        } else if (!over) {
            unheard.run();
        }
    }

    /** It is over, however; only the first call counts. */
    void ended(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        timeout.cancel(false);
        told.accept(outcome);
        if (channel != null) {
            Outbound.reset(channel);
        }
    }
}
