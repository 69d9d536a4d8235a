package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.language.Roles;
import java.util.List;
import java.util.Optional;

/**
 * A size class of canaries.
 *
 * @param size its name
 * @param cpus CPUs of one canary
 * @param memMb memory of one canary in MB
 * @param role the Mesos role that it is launched in; {@code own} is that of the workload
 */
record CanaryClass(String size, double cpus, double memMb, String role) {

    /** The name of those of a probe that has one class only. */
    private static final String ONLY = "canary";

    private static final String OWN_ROLE = "own";

    /** The classes under {@code sizes}, or the one that the probe itself describes. */
    static List<CanaryClass> read(Fields probe) {
        CanaryClass only = one(probe, ONLY);
        List<Fields> sizes = probe.list("sizes");
        if (sizes.isEmpty()) {
            return List.of(only);
        }
        for (String key : List.of("cpus", "mem", "role")) {
            if (probe.has(key)) {
                throw probe.wrong(key, "each of the sizes has its own '" + key + "': leave it out here");
            }
        }
        List<CanaryClass> classes =
                sizes.stream().map(size -> one(size, size.text("size"))).toList();
        for (int i = 0; i < classes.size(); i++) {
            CanaryClass again = classes.get(i);
            if (classes.subList(0, i).stream().anyMatch(other -> other.size.equals(again.size))) {
                throw sizes.get(i).wrong("size", "there are two sizes '" + again.size + "': name each of them once");
            }
        }
        return classes;
    }

    private static CanaryClass one(Fields fields, String size) {
        return new CanaryClass(
                size,
                fields.number("cpus", 0.01, 64, 0.01),
                fields.number("mem", 1, 65_536, 8),
                Roles.read(fields, "role", OWN_ROLE));
    }

    /** Another role than the workload's own. */
    Optional<String> otherRole() {
        return Optional.of(role).filter(name -> !name.equals(OWN_ROLE));
    }
}
