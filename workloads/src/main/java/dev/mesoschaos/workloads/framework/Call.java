package dev.mesoschaos.workloads.framework;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the framework says to the master. */
sealed interface Call {

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
