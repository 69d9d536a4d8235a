package dev.mesoschaos.injectors.network;

import dev.mesoschaos.scenarios.language.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a scenario says about a partition.
 *
 * @param direction what the targets lose, for {@link Shape#FULL} only
 * @param from from whom the targets are cut off, for {@link Shape#FULL} only
 */
record Rift(Shape shape, Direction direction, From from) {

    /** Between whom packets vanish. */
    enum Shape {
        /** Between the targets and others. */
        FULL,
        /** Between the targets and all others but one host, which both sides reach. */
        BRIDGE,
        /** Between targets that are no neighbours in a ring, where each still sees a majority; all others see them all. */
        RING
    }

    /** Which packets vanish, as a host sees it. */
    enum Direction {
        /** It neither gets nor sends any. */
        BOTH,
        /** It gets none. */
        IN,
        /** What it sends gets nowhere. */
        OUT
    }

    /** From whom the targets are cut off; among themselves they go on. */
    enum From {
        EVERYBODY,
        ZOOKEEPER,
        MASTERS,
        AGENTS,
        /** Users, whose requests come from the harness. */
        HARNESS
    }

    static Rift read(Fields parameters) {
        Rift rift = new Rift(
                word(parameters, "shape", Shape.FULL),
                word(parameters, "direction", Direction.BOTH),
                word(parameters, "from", From.EVERYBODY));
        for (String key : List.of("direction", "from")) {
            if (rift.shape != Shape.FULL && parameters.has(key)) {
                throw parameters.wrong(key, "expected none beside 'shape: " + lower(rift.shape)
                        + "', which cuts both ways and between hosts of its own choice");
            }
        }
        return rift;
    }

    /** Whether agents that are targets fall silent to the masters, so that their tasks are given up. */
    boolean silencesAgents() {
        return switch (shape) {
            case FULL -> from == From.EVERYBODY || from == From.MASTERS;
            case BRIDGE -> true;
            case RING -> false;
        };
    }

    /** Whether ZooKeeper hears nothing more of masters that are targets, or they of it, so that their sessions end. */
    boolean silencesMasters() {
        return switch (shape) {
            case FULL -> from == From.EVERYBODY || from == From.ZOOKEEPER;
            case BRIDGE -> true;
            case RING -> false;
        };
    }

    private static <E extends Enum<E>> E word(Fields parameters, String key, E otherwise) {
        List<E> all = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
        String word = parameters.word(key, lower(otherwise), all.stream().map(Rift::lower).toList());
        return all.stream().filter(one -> lower(one).equals(word)).findFirst().orElse(otherwise);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
