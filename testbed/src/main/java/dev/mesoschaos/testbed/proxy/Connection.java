package dev.mesoschaos.testbed.proxy;

import dev.mesoschaos.mesosclient.SystemTime;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.List;

/** A client's connection through a proxy to its upstream, both on one event loop. */
final class Connection {

    private final SocketChannel client;
    private final SocketChannel upstream;
    private final Link up;
    private final Link down;

    Connection(SocketChannel client, SocketChannel upstream, long seed) {
        this.client = client;
        this.upstream = upstream;
        this.up = new Link(client, upstream, SystemTime.random(seed));
        this.down = new Link(upstream, client, SystemTime.random(~seed));
    }

    /** Starts to move data, through the toxics that the proxy has now. */
    void start(Toxics toxics) {
        follow(toxics);
        client.pipeline().addLast(new Endpoint(up, down));
        upstream.pipeline().addLast(new Endpoint(down, up));
        up.throttle();
        down.throttle();
    }

    private void follow(Toxics toxics) {
        up.follow(toxics.in(Direction.UPSTREAM));
        down.follow(toxics.in(Direction.DOWNSTREAM));
    }

    /** Takes over changes of the toxics; done when they have effect. */
    Future<?> changed(Toxics toxics) {
        return client.eventLoop().submit(() -> follow(toxics));
    }

    /** Closes both sides at once. */
    void close() {
        for (Channel side : List.of(client, upstream)) {
            Outcome.close(side);
        }
    }

    /** Done when the client's side is closed. */
    ChannelFuture closed() {
        return client.closeFuture();
    }
}
