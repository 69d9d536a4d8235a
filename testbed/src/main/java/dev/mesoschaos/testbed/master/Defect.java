package dev.mesoschaos.testbed.master;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A deliberate fault of the master, for tests that must turn red; set by the system property {@value #PROPERTY}. It is
 * no flag, so that nobody comes across it by accident.
 */
enum Defect {
    /** The master works as it should. */
    NONE,

    /** The tasks of an unreachable agent are never reported: no update, no FAILURE, so that nobody replaces them. */
    NEVER_RESCHEDULES;

    static final String PROPERTY = "testbed.defect";

    /**
     * The defect that this process is asked to have.
     *
     * @throws IllegalArgumentException when there is no such defect
     */
    static Defect asked() {
        String name = System.getProperty(PROPERTY, "none");
        return Arrays.stream(values())
                .filter(defect -> defect.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + "=" + name + " is unknown, known are "
                        + Arrays.stream(values()).map(Defect::id).collect(Collectors.joining(", "))));
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
