package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.network.Rift.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whose packets do not get to whom: pure functions of names. */
final class Grudges {

    /** The name of users, beside those of hosts. */
    static final String HARNESS = "harness";

    private Grudges() {}

    /** Packets on their way from one to another vanish. */
    record Grudge(String from, String to) {

        Stream<String> both() {
            return Stream.of(from, to);
        }
    }

    /**
     * Between each target and each peer.
     *
     * @param direction as the targets see it
     */
    static List<Grudge> between(List<String> targets, List<String> peers, Direction direction) {
        List<Grudge> grudges = new ArrayList<>();
        for (String target : targets) {
            for (String peer : peers) {
                if (direction != Direction.OUT) {
                    grudges.add(new Grudge(peer, target));
                }
                if (direction != Direction.IN) {
                    grudges.add(new Grudge(target, peer));
                }
            }
        }
        return grudges;
    }

    /**
     * Between all that are too far from each other in a ring. Each sees so many neighbours to either side that with itself
     * they are a majority, and no two see the same one.
     *
     * @throws IllegalArgumentException when the ring is so small that everybody is near
     */
    static List<Grudge> ring(List<String> ring) {
        int size = ring.size();
        int near = reach(size);
        List<Grudge> grudges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int apart = Math.abs(i - j);
                if (Math.min(apart, size - apart) > near) {
                    grudges.add(new Grudge(ring.get(i), ring.get(j)));
                }
            }
        }
        if (grudges.isEmpty()) {
            throw new IllegalArgumentException("'shape: ring' needs at least 4 targets, and these are " + size
                    + ": in a smaller ring a majority is everybody");
        }
        return grudges;
    }

    /** How many neighbours to either side make a majority with the one between them. */
    private static int reach(int size) {
        return (size / 2 + 1) / 2;
    }
}
