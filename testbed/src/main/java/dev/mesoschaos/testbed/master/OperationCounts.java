package dev.mesoschaos.testbed.master;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;

/** How many operations there are in each state that passes, and were in each that does not (mesos-facts section 9). */
final class OperationCounts {

    private final Counters counters;

    OperationCounts(Counters counters) {
        this.counters = counters;
    }

    /** One that was never begun, because it is not valid. */
    void refused(Offer.Operation operation) {
        counters.operation(operation.getType(), OperationState.OPERATION_ERROR, 1);
    }

    /** One that the master knows from now on. */
    void added(Operation operation) {
        counters.operation(operation.getInfo().getType(), state(operation), 1);
    }

    void changed(Operation before, Operation after) {
        counters.operation(before.getInfo().getType(), state(before), -1);
        added(after);
    }

    /** One that went with its agent; what had ended stays counted as that too, as in Mesos. */
    void lost(Operation operation, OperationState how) {
        forgotten(operation);
        counters.operation(operation.getInfo().getType(), how, 1);
    }

    /** One that the master does not know any more. */
    void forgotten(Operation operation) {
        if (!isTerminal(operation)) {
            counters.operation(operation.getInfo().getType(), state(operation), -1);
        }
    }

    private static OperationState state(Operation operation) {
        return operation.getLatestStatus().getState();
    }

    private static boolean isTerminal(Operation operation) {
        return switch (state(operation)) {
            case OPERATION_PENDING, OPERATION_RECOVERING, OPERATION_UNREACHABLE, OPERATION_UNKNOWN,
                    OPERATION_UNSUPPORTED -> false;
            default -> true;
        };
    }
}
