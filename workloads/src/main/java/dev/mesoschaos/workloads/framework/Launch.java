package dev.mesoschaos.workloads.framework;

import java.util.OptionalInt;

/**
 * A task and its place.
 *
 * @param port it is to listen on
 */
record Launch(Want want, Agent agent, OptionalInt port) {

    String task() {
        return want.task();
    }
}
