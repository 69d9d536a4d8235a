package dev.mesoschaos.injectors.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.OptionalDouble;

/** What the servers of an ensemble have said of themselves in the last few seconds. */
final class ServerWindow {

    private final Duration length;
    private final Deque<Look> looks = new ArrayDeque<>();

    ServerWindow(Duration length) {
        this.length = length;
    }

    /** Takes what all servers said at a time; servers that said nothing count for nothing. */
    synchronized void said(Collection<ServerState> states, Instant at) {
        if (states.stream().anyMatch(state -> state.part().serves())) {
            looks.addLast(new Look(
                    at,
                    states.stream().mapToInt(ServerState::connections).sum(),
                    states.stream().mapToInt(ServerState::outstanding).max().orElse(0)));
        }
    }

    /** Connections with all servers together, as said last; empty when nothing was said in the window. */
    synchronized OptionalDouble connections(Instant now) {
        drop(now);
        return looks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(looks.getLast().connections());
    }

    /** Outstanding requests at the server that has most, in the mean; empty when nothing was said in the window. */
    synchronized OptionalDouble outstanding(Instant now) {
        drop(now);
        return looks.stream().mapToInt(Look::outstanding).average();
    }

    private void drop(Instant now) {
        Instant from = now.minus(length);
        looks.removeIf(look -> look.at().isBefore(from));
    }

    private record Look(Instant at, int connections, int outstanding) {}
}
