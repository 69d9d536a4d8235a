package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.AppSpec.Spread;
import java.util.Optional;

/**
 * A task that should run and has no place yet.
 *
 * @param task the id it will get
 * @param slot what it fills: the slot of an app, or the id of a canary
 * @param app what it is spread among
 * @param rack the only one that will do; empty when any will
 * @param patient whether it rather waits for a better rack than takes a place that makes the spread uneven
 */
record Want(
        String task,
        String slot,
        String app,
        AppSpec.Program program,
        Need need,
        Spread spread,
        Optional<String> rack,
        boolean patient) {

    /** Whether it may run in a rack. */
    boolean mayRunIn(String place) {
        return rack.filter(only -> !only.equals(place)).isEmpty();
    }
}
