package dev.mesoschaos.workloads.framework;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the framework says to the master. */
sealed interface Call {

    /** Id of the one agent that it is about: Mesos must hear what is about one agent in the order in which it was said. */
    default Optional<String> aboutAgent() {
        return switch (this) {
            case Accept accept -> Optional.of(accept.launches().getFirst().agent().id());
            case Kill kill -> Optional.of(kill.agent());
            case Acknowledge ack -> Optional.of(ack.agent());
            case Decline decline -> Optional.empty();
            case Revive revive -> Optional.empty();
            case Reconcile reconcile -> Optional.empty();
        };
    }

    /** Uses all offers held of one agent; what is left returns at the next allocation. */
    record Accept(List<String> offers, List<Launch> launches) implements Call {
        public Accept {
            offers = List.copyOf(offers);
            launches = List.copyOf(launches);
        }
    }

    record Decline(List<String> offers, Duration refuse) implements Call {
        public Decline {
            offers = List.copyOf(offers);
        }
    }

    record Revive() implements Call {}

    record Kill(String task, String agent) implements Call {}

    record Acknowledge(String task, String agent, ByteString uuid) implements Call {}

    /** Asks for the state of each task on its agent. */
    record Reconcile(Map<String, String> agentsByTask) implements Call {
        public Reconcile {
            agentsByTask = Map.copyOf(agentsByTask);
        }
    }
}
