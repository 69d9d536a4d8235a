package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Locale;

/** Whom packets must be sent to in order to suffer. */
enum Towards {
    EVERYBODY,
    MASTERS,
    ZOOKEEPER,
    AGENTS,
    /** The hosts of the sender's own rack. */
    RACK,
    /** Users of the cluster, whose part this process plays. */
    HARNESS;

    /** The name of this process among hosts. */
    static final String US = "harness";

    private static final List<String> WORDS =
            List.of("everybody", "masters", "zookeeper", "agents", "rack", "harness");

    /** Reads the parameter {@code towards}. */
    static Towards read(Fields parameters) {
        return valueOf(parameters.word("towards", "everybody", WORDS).toUpperCase(Locale.ROOT));
    }

    /** Whether packets between two hosts are meant; both are never the same. */
    boolean has(Host from, Host to) {
        return switch (this) {
            case EVERYBODY -> true;
            case MASTERS -> to.role() == Role.MASTER;
            case ZOOKEEPER -> to.role() == Role.ZOOKEEPER;
            case AGENTS -> to.role() == Role.AGENT;
            case RACK -> to.rack().equals(from.rack());
            case HARNESS -> false;
        };
    }

    /** Whether packets to this process are meant. */
    boolean hasUs() {
        return this == EVERYBODY || this == HARNESS;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
