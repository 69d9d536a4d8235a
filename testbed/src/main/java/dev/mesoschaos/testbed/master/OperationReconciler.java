package dev.mesoschaos.testbed.master;

import java.util.List;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call.ReconcileOperations;

/** Answers what became of operations; Mesos has an answer to every question here, other than for tasks. */
final class OperationReconciler {

    private final Cluster cluster;

    OperationReconciler(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The statuses of what a scheduler asks about; who asks about nothing hears of all that the master knows. */
    List<OperationStatus> answers(Framework framework, ReconcileOperations asked) {
        List<Operation> own = cluster.agents().values().stream()
                .flatMap(agent -> agent.operations().values().stream())
                .filter(operation -> operation.getFrameworkId().equals(framework.id()) && operation.getInfo().hasId())
                .toList();
        return asked.getOperationsCount() == 0
                ? own.stream().map(OperationReconciler::latest).toList()
                : asked.getOperationsList().stream().map(question -> answer(own, question)).toList();
    }

    private OperationStatus answer(List<Operation> own, ReconcileOperations.Operation asked) {
        return own.stream()
                .filter(operation -> operation.getInfo().getId().equals(asked.getOperationId()))
                .findFirst()
                .map(OperationReconciler::latest)
                .orElseGet(() -> unknown(asked));
    }

    private static OperationStatus latest(Operation operation) {
        return operation.getLatestStatus().toBuilder()
                .setOperationId(operation.getInfo().getId())
                .setAgentId(operation.getAgentId())
                .clearUuid()
                .build();
    }

    private OperationStatus unknown(ReconcileOperations.Operation asked) {
        OperationID id = asked.getOperationId();
        String agent = asked.getAgentId().getValue();
        OperationStatus.Builder status;
        if (!asked.hasAgentId()) {
            return status(id, OperationState.OPERATION_UNKNOWN, "Operation is unknown and no 'agent_id' was provided")
                    .build();
        } else if (cluster.recovered().containsKey(agent)) {
            status = status(id, OperationState.OPERATION_RECOVERING, "Agent is recovered but has not re-registered");
        } else if (cluster.agents().containsKey(agent)) {
            status = status(id, OperationState.OPERATION_UNKNOWN, "Operation is unknown");
        } else if (cluster.registry().unreachable().containsKey(agent)) {
            status = status(id, OperationState.OPERATION_UNREACHABLE, "Agent is unreachable");
        } else if (cluster.registry().gone().containsKey(agent)) {
            status = status(id, OperationState.OPERATION_GONE_BY_OPERATOR, "Agent marked gone by operator");
        } else {
            status = status(id, OperationState.OPERATION_UNKNOWN, "Both operation and agent are unknown");
        }
        return status.setAgentId(asked.getAgentId()).build();
    }

    private static OperationStatus.Builder status(OperationID id, OperationState state, String why) {
        return OperationFeedback.status(id, state, "Reconciliation: " + why);
    }
}
