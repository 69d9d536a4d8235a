package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/** A TCP connection that is closed again as soon as it stands. */
final class TcpExchange implements Exchange {

    private final Outbound outbound;

    TcpExchange(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public void ask(Address to, Consumer<Outcome> ended) {
        outbound.connect(to, new ChannelInboundHandlerAdapter()).addListener((ChannelFuture connecting) -> {
            if (connecting.isSuccess()) {
                ended.accept(Outcome.OK);
                Outbound.reset(connecting.channel());
            } else {
                ended.accept(Outbound.outcome(connecting.cause()));
            }
        });
    }
}
