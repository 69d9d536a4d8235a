package dev.mesoschaos.scenarios.measure;

import java.util.List;

/** Something that must never happen, checked over the whole journal. Found by {@link java.util.ServiceLoader}. */
public interface Invariant {

    /** The word in scenario files. */
    String id();

    /** What must hold, in one sentence. */
    String meaning();

    /** Checks it. */
    Finding check(Timeline timeline);

    /**
     * What a check found.
     *
     * @param checked how many things were looked at; none is inconclusive, never a pass
     * @param population what was looked at
     * @param violations one sentence each
     */
    record Finding(long checked, String population, List<String> violations) {
        public Finding {
            violations = List.copyOf(violations);
        }
    }
}
