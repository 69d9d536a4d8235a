package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.WebSocketConnection;
import dev.mesoschaos.testbed.http.WebSocketHandler;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.WireCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One master: follower, elected and recovering, or leading; and what its API says in each case (mesos-facts 1.2). */
final class MasterNode {

    private static final Logger LOG = LoggerFactory.getLogger(MasterNode.class);

    private final MasterInfo self;
    private final Executor actor;
    private final Runnable elect;
    private final Runnable exit;
    private Optional<MasterInfo> leader = Optional.empty();
    private Optional<Leadership> leadership = Optional.empty();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean elected;

    /**
     * Makes a follower.
     *
     * @param elect starts the recovery of the registry; {@link #recovered} ends it
     * @param exit ends this process: a leader that is none any more must not go on
     */
    MasterNode(MasterInfo self, Executor actor, Runnable elect, Runnable exit) {
        this.self = self;
        this.actor = actor;
        this.elect = elect;
        this.exit = exit;
    }

    /** ZooKeeper says who leads. */
    void leaderChanged(Optional<MasterInfo> now) {
        leader = now;
        boolean mine = now.filter(master -> master.getId().equals(self.getId())).isPresent();
        if (elected && !mine) {
            LOG.error(now.isPresent()
                    ? "Conceded leadership to another master... committing suicide!"
                    : "Lost leadership after indecisive election... committing suicide!");
            exit.run();
        } else if (mine && !elected) {
            LOG.info("elected as the leading master");
            elected = true;
            elect.run();
        }
    }

    /** This master's candidacy is gone; a follower contends again by itself. */
    void lostCandidacy() {
        if (elected) {
            LOG.error("Lost candidacy as a leader... committing suicide!");
            exit.run();
        }
    }

    /** The registry is recovered: this master leads. */
    void recovered(Leadership now) {
        leadership = Optional.of(now);
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** Hands a request to the leader's part, now or as soon as this elected master leads. */
    void afterRecovery(Request request, Exchange exchange, BiConsumer<Leadership, Exchange> part) {
        Runnable hand = () -> lead(request, exchange, part);
        if (leadership.isPresent()) {
            hand.run();
        } else {
            waiting.add(hand);
        }
    }

    /** Hands a request to the leader's part, or answers as a master that is none does. */
    void lead(Request request, Exchange exchange, BiConsumer<Leadership, Exchange> part) {
        elected(request, exchange, (leads, answer) -> part.accept(
                leads.orElseThrow(() -> new Refusal(503, "Master has not finished recovery")), answer));
    }

    /**
     * Hands a request to a part of the elected master, which has no leadership as long as it recovers (mesos-facts 1.4);
     * any other master redirects.
     */
    void elected(Request request, Exchange exchange, BiConsumer<Optional<Leadership>, Exchange> part) {
        actor.execute(() -> {
            try {
                if (elected) {
                    part.accept(leadership, exchange);
                } else {
                    exchange.respond(elsewhere(request));
                }
            } catch (Refusal refused) {
                exchange.respond(refused.response());
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", request.method(), request.target(), e);
                exchange.respond(Response.status(500));
            }
        });
    }

    /** The answer of a follower: the same path on the leader, always with the name of the process before it. */
    private Response elsewhere(Request request) {
        boolean named = request.target().matches("/+master([/?].*)?");
        return redirect((named ? "" : "/master") + request.target());
    }

    private Response redirect(String target) {
        return leader.map(master -> Response.empty(307)
                        .with("Location", "//" + master.getHostname() + ":" + master.getPort() + target))
                .orElseGet(() -> Response.text(503, "No leader elected"));
    }

    /** {@code /redirect}: where the leader is, on every master. */
    void redirect(Exchange exchange) {
        actor.execute(() -> exchange.respond(redirect("")));
    }

    /** The agents' channel; only a leader takes it. */
    void agentChannel(Request request, Exchange exchange) {
        lead(request, exchange, (leads, answer) -> answer.webSocket(
                new Channel(leads.agents(), request.header(AgentChannel.SENDER))));
    }

    Optional<Leadership> leadership() {
        return leadership;
    }

    Optional<MasterInfo> leader() {
        return leader;
    }

    /** Hands what comes over an agent's channel to the actor. */
    private final class Channel implements WebSocketHandler {

        private final AgentGate agents;
        private final Optional<String> sender;
        private AgentChannel channel;

        Channel(AgentGate agents, Optional<String> sender) {
            this.agents = agents;
            this.sender = sender;
        }

        @Override
        public void opened(WebSocketConnection connection) {
            channel = new AgentChannel(connection, sender);
        }

        @Override
        public void received(String text) {
            try {
                AgentMessage message = WireCodec.fromAgent(text);
                actor.execute(() -> agents.received(channel, message));
            } catch (IllegalArgumentException e) {
                LOG.error("an agent sent nonsense: {}", e.getMessage());
                channel.close();
            }
        }

        @Override
        public void closed() {
            actor.execute(() -> agents.closed(channel));
        }
    }
}
