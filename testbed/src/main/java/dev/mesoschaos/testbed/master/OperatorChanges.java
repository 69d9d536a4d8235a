package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Exchange;
import java.time.Duration;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.master.Protos.Call;

/** The calls by which operators change a cluster beyond its frameworks (mesos-facts 1.3). */
final class OperatorChanges {

    private final Maintenance maintenance;
    private final Draining draining;
    private final QuotaChanges quotas;
    private final WeightChanges weights;
    private final ResourceOperations operations;

    OperatorChanges(
            Maintenance maintenance,
            Draining draining,
            QuotaChanges quotas,
            WeightChanges weights,
            ResourceOperations operations) {
        this.maintenance = maintenance;
        this.draining = draining;
        this.quotas = quotas;
        this.weights = weights;
        this.operations = operations;
    }

    /** What is planned for machines, and how far it has come. */
    Maintenance maintenance() {
        return maintenance;
    }

    /**
     * Makes a change; answers when it is done.
     *
     * @throws Refusal when it is refused
     */
    // The deprecated calls for quota are still there in Mesos 1.11.
    @SuppressWarnings("deprecation")
    void handle(Call call, Exchange exchange) {
        switch (call.getType()) {
            case UPDATE_MAINTENANCE_SCHEDULE ->
                maintenance.update(call.getUpdateMaintenanceSchedule().getSchedule(), exchange::respond);
            case START_MAINTENANCE ->
                maintenance.start(call.getStartMaintenance().getMachinesList(), exchange::respond);
            case STOP_MAINTENANCE -> maintenance.stop(call.getStopMaintenance().getMachinesList(), exchange::respond);
            case DRAIN_AGENT ->
                draining.drain(call.getDrainAgent().getAgentId(), config(call.getDrainAgent()), exchange::respond);
            case DEACTIVATE_AGENT -> draining.deactivate(call.getDeactivateAgent().getAgentId(), exchange::respond);
            case REACTIVATE_AGENT -> draining.reactivate(call.getReactivateAgent().getAgentId(), exchange::respond);
            case UPDATE_QUOTA -> quotas.update(
                    call.getUpdateQuota().getQuotaConfigsList(), call.getUpdateQuota().getForce(), exchange::respond);
            case SET_QUOTA -> quotas.set(call.getSetQuota().getQuotaRequest(), exchange::respond);
            case REMOVE_QUOTA -> quotas.remove(call.getRemoveQuota().getRole(), exchange::respond);
            case UPDATE_WEIGHTS -> weights.update(call.getUpdateWeights().getWeightInfosList(), exchange::respond);
            default -> operate(call, exchange);
        }
    }

    private void operate(Call call, Exchange exchange) {
        Operation.Builder operation = Operation.newBuilder();
        AgentID agent;
        switch (call.getType()) {
            case RESERVE_RESOURCES -> {
                agent = call.getReserveResources().getAgentId();
                operation.setType(Operation.Type.RESERVE)
                        .setReserve(Operation.Reserve.newBuilder()
                                .addAllSource(call.getReserveResources().getSourceList())
                                .addAllResources(call.getReserveResources().getResourcesList()));
            }
            case UNRESERVE_RESOURCES -> {
                agent = call.getUnreserveResources().getAgentId();
                operation.setType(Operation.Type.UNRESERVE)
                        .setUnreserve(Operation.Unreserve.newBuilder()
                                .addAllResources(call.getUnreserveResources().getResourcesList()));
            }
            case CREATE_VOLUMES -> {
                agent = call.getCreateVolumes().getAgentId();
                operation.setType(Operation.Type.CREATE)
                        .setCreate(Operation.Create.newBuilder()
                                .addAllVolumes(call.getCreateVolumes().getVolumesList()));
            }
            case DESTROY_VOLUMES -> {
                agent = call.getDestroyVolumes().getAgentId();
                operation.setType(Operation.Type.DESTROY)
                        .setDestroy(Operation.Destroy.newBuilder()
                                .addAllVolumes(call.getDestroyVolumes().getVolumesList()));
            }
            case GROW_VOLUME -> {
                agent = call.getGrowVolume().getAgentId();
                operation.setType(Operation.Type.GROW_VOLUME)
                        .setGrowVolume(Operation.GrowVolume.newBuilder()
                                .setVolume(call.getGrowVolume().getVolume())
                                .setAddition(call.getGrowVolume().getAddition()));
            }
            case SHRINK_VOLUME -> {
                agent = call.getShrinkVolume().getAgentId();
                operation.setType(Operation.Type.SHRINK_VOLUME)
                        .setShrinkVolume(Operation.ShrinkVolume.newBuilder()
                                .setVolume(call.getShrinkVolume().getVolume())
                                .setSubtract(call.getShrinkVolume().getSubtract()));
            }
            default -> throw Refusal.notImplemented();
        }
        operations.operate(agent, operation.build(), exchange::respond);
    }

    /** Seconds in the call, nanoseconds wherever it is read back (mesos-facts 14, "HTTP and JSON"). */
    private static DrainConfig config(Call.DrainAgent call) {
        DrainConfig.Builder config = DrainConfig.newBuilder().setMarkGone(call.getMarkGone());
        if (call.hasMaxGracePeriod()) {
            com.google.protobuf.Duration given = call.getMaxGracePeriod();
            Duration grace = Duration.ofSeconds(given.getSeconds(), given.getNanos());
            config.setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(saturated(grace)));
        }
        return config.build();
    }

    private static long saturated(Duration duration) {
        return duration.toSeconds() > Long.MAX_VALUE / 1_000_000_000L - 1 ? Long.MAX_VALUE : duration.toNanos();
    }
}
