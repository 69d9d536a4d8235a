package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * What a ZooKeeper server says of itself in answer to {@code srvr}, the one word that servers allow by default.
 *
 * @param part what it is in its ensemble
 * @param connections of clients, this question's apart
 * @param outstanding requests that it has taken in and not answered
 */
record ServerState(Part part, int connections, int outstanding) {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ServerState NO_ANSWER = new ServerState(Part.SILENT, 0, 0);

    /** What a server is in its ensemble. */
    enum Part {
        LEADER,
        FOLLOWER,
        OBSERVER,
        STANDALONE,
        /** It runs, but has no quorum. */
        NOT_SERVING,
        SILENT;

        /** Whether clients can have sessions there. */
        boolean serves() {
            return this != NOT_SERVING && this != SILENT;
        }

        /** Whether it decides on writes. */
        boolean leads() {
            return this == LEADER || this == STANDALONE;
        }
    }

    /** Asks all servers at once. */
    static Map<Address, ServerState> ask(List<Address> servers) {
        Map<Address, ServerState> states = new ConcurrentHashMap<>();
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(server -> asking.execute(() -> states.put(
                    server, FourLetterWord.ask(server, "srvr", LIMIT).map(ServerState::parse).orElse(NO_ANSWER))));
        }
        return states;
    }

    /** Reads an answer. */
    static ServerState parse(String answer) {
        Map<String, String> values = answer.lines()
                .map(line -> line.split(": ", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (first, again) -> first));
        return Optional.ofNullable(values.get("Mode"))
                .map(mode -> new ServerState(
                        Part.valueOf(mode.toUpperCase(Locale.ROOT)),
                        Math.max(0, number(values, "Connections") - 1),
                        number(values, "Outstanding")))
                .orElse(new ServerState(Part.NOT_SERVING, 0, 0));
    }

    private static int number(Map<String, String> values, String name) {
        return Integer.parseInt(values.getOrDefault(name, "0"));
    }
}
