package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;

/** The connections to one instance. Belongs to the thread of an {@link Outbound}. */
final class HttpConnections {

    /**
     * Open at one time; requests beyond wait for one, which counts for their time. Without a limit, a stall at a high
     * rate ends in so many new connections at once that neither side finds time for an answer any more.
     */
    static final int MOST_OPEN = 500;

    private final Outbound outbound;
    private final Address to;
    private final Deque<Channel> idle = new ArrayDeque<>();
    private final Queue<HttpRequest> waiting = new ArrayDeque<>();
    private int open;

    HttpConnections(Outbound outbound, Address to) {
        this.outbound = outbound;
        this.to = to;
    }

    /** Sends a request on the connection that was used last, so that those beyond the need of the rate rest. */
    void send(HttpRequest request) {
        Channel known = idle.poll();
        if (known != null) {
            request.sendOn(known, () -> connect(request));
        } else if (open < MOST_OPEN) {
            connect(request);
        } else {
            waiting.add(request);
        }
    }

    /** Takes a connection back. */
    void free(Channel channel) {
        idle.push(channel);
        next();
    }

    private void connect(HttpRequest request) {
        open++;
        ChannelFuture connecting = outbound.connect(to, new Pipeline());
        connecting.channel().closeFuture().addListener(closed -> {
            open--;
            idle.remove(connecting.channel());
            next();
        });
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                request.sendOn(connecting.channel(), () -> request.ended(Outcome.BROKEN));
            } else {
                request.ended(Outbound.outcome(done.cause()));
            }
        });
    }

    /** Sends what waits longest and is not over. */
    private void next() {
        HttpRequest next = waiting.poll();
        while (next != null && next.isOver()) {
            next = waiting.poll();
        }
        if (next != null) {
            send(next);
        }
    }

    /** What each connection is made of. */
    private static final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new HttpClientCodec(), new HttpAnswers());
        }
    }
}
