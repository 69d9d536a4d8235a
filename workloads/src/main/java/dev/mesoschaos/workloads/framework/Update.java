package dev.mesoschaos.workloads.framework;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * A task status as it arrived.
 *
 * @param at when it arrived
 * @param uuid empty when it needs no acknowledgement
 * @param agent id of the agent; empty when the master does not say
 */
record Update(
        Instant at,
        String task,
        String agent,
        TaskState state,
        ByteString uuid,
        String source,
        String reason,
        String message,
        Optional<Instant> statusAt) {

    boolean isReconciliation() {
        return reason.equals("REASON_RECONCILIATION") && uuid.isEmpty();
    }
}
