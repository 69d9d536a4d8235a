package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;
import java.util.List;
import java.util.Optional;

/** {@code probes:} — what measures. */
final class ProbesPart {

    private ProbesPart() {}

    static List<Probe> read(NodeFields top, Draft draft) {
        return top.items("probes").stream()
                .flatMap(item -> Part.of(item, "probe", draft.plugins.probes(), top).stream())
                .flatMap(part -> probe(part, draft).stream())
                .toList();
    }

    private static Optional<Probe> probe(Part<ProbeType> part, Draft draft) {
        Optional<Probe> probe = part.parameters().readAll(part.type()::read);
        if (probe.isPresent()) {
            // A probe cannot see the workload while it is read, so the one parameter that names a part of it is
            // checked here, for all that have it.
            draft.app(part.parameters(), "app");
        }
        return probe;
    }
}
