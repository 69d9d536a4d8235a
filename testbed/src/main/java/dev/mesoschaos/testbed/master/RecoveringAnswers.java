package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.master.maintenance.Machines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * What an elected master answers to changes through the older endpoints before it has recovered the registry: as far as it
 * knows there are no frameworks, agents and machines. All else waits for the recovery (mesos-facts 14.1).
 */
final class RecoveringAnswers {

    private static final Machines NONE = new Machines(Schedule.getDefaultInstance(), Set.of());

    private RecoveringAnswers() {}

    /** Why the change cannot be made; empty when it has to wait. */
    @SuppressWarnings("deprecation")
    static Optional<Refusal> refusal(Call call) {
        return switch (call.getType()) {
            case TEARDOWN -> refusal("No framework found with specified ID");
            case RESERVE_RESOURCES, UNRESERVE_RESOURCES, CREATE_VOLUMES, DESTROY_VOLUMES ->
                refusal("No agent found with specified ID");
            case START_MAINTENANCE -> down(call.getStartMaintenance().getMachinesList());
            case STOP_MAINTENANCE -> up(call.getStopMaintenance().getMachinesList());
            case REMOVE_QUOTA ->
                refusal("Failed to remove quota: Role '" + call.getRemoveQuota().getRole() + "' has no quota set");
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> down(List<MachineID> machines) {
        return NONE.problemOfStart(machines, machine -> false).flatMap(RecoveringAnswers::refusal);
    }

    private static Optional<Refusal> up(List<MachineID> machines) {
        return NONE.problemOfStop(machines, machine -> false).flatMap(RecoveringAnswers::refusal);
    }

    private static Optional<Refusal> refusal(String text) {
        return Optional.of(new Refusal(400, text));
    }
}
