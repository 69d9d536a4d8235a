package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.TaskHistory;
import java.time.Instant;
import java.util.Optional;

/**
 * A task lost to a fault.
 *
 * @param start from when its rescheduling is counted
 * @param noticed when the framework heard of the loss; empty when it never did
 */
record Loss(TaskHistory task, Instant start, Optional<Instant> noticed) {}
