package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What scenario files may name, by kind. */
enum Parts {
    FAULTS,
    PROBES,
    INDICATORS,
    INVARIANTS;

    /** All of this kind, by name. */
    List<Part> in(Plugins plugins) {
        return switch (this) {
            case FAULTS -> all(plugins.faults().values(), fault -> new Part(fault.id(), fault.harm()));
            case PROBES -> all(plugins.probes().values(), probe -> new Part(probe.id(), probe.measures()));
            case INDICATORS -> all(plugins.indicators().values(), one -> new Part(one.id(), one.meaning()));
            case INVARIANTS -> all(plugins.invariants().values(), one -> new Part(one.id(), one.meaning()));
        };
    }

    private static <T> List<Part> all(Collection<T> parts, Function<T, Part> shown) {
        return parts.stream().map(shown).sorted(Comparator.comparing(Part::name)).toList();
    }

    /**
     * One thing to name.
     *
     * @param meaning in one sentence
     */
    record Part(String name, String meaning) {}
}
