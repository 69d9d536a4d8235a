package dev.mesoschaos.testbed.master.allocation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What flags say to the allocator.
 *
 * @param interval of the batch runs; no refusal is shorter
 * @param minimums what an offer must at least have, each an alternative; none means anything
 * @param region of the master, whose agents are the local ones
 */
public record Settings(Duration interval, List<Quantities> minimums, Optional<String> region) {

    /** Copies. */
    public Settings {
        minimums = List.copyOf(minimums);
    }
}
