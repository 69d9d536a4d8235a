package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.Exchange;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.quota.Protos.QuotaInfo;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;

/** The calls by which operators change a cluster beyond its frameworks, and those that read the same (mesos-facts 1.3). */
final class OperatorChanges {

    private final Cluster cluster;
    private final Maintenance maintenance;
    private final Draining draining;
    private final RoleChanges roles;
    private final ResourceOperations operations;

    OperatorChanges(
            Cluster cluster,
            Maintenance maintenance,
            Draining draining,
            RoleChanges roles,
            ResourceOperations operations) {
        this.cluster = cluster;
        this.maintenance = maintenance;
        this.draining = draining;
        this.roles = roles;
        this.operations = operations;
    }

    /** Maintenance, for the v0 endpoints. */
    Maintenance maintenance() {
        return maintenance;
    }

    /** Quotas and weights, for the v0 endpoints. */
    RoleChanges roles() {
        return roles;
    }

    /** Reservations and volumes, for the v0 endpoints. */
    ResourceOperations operations() {
        return operations;
    }

    /**
     * Makes a change; answers when it is done.
     *
     * @return whether the call is one of these
     * @throws Refusal when it is refused
     */
    boolean handle(Call call, Exchange exchange) {
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
            case UPDATE_QUOTA -> roles.updateQuotas(
                    call.getUpdateQuota().getQuotaConfigsList(), call.getUpdateQuota().getForce(), exchange::respond);
            case UPDATE_WEIGHTS -> roles.updateWeights(call.getUpdateWeights().getWeightInfosList(), exchange::respond);
            default -> {
                return operate(call, exchange);
            }
        }
        return true;
    }

    private boolean operate(Call call, Exchange exchange) {
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
            default -> {
                return false;
            }
        }
        operations.operate(agent, operation.build(), exchange::respond);
        return true;
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

    /** The answer to a call that reads what these calls change, or none when it is another call. */
    Optional<Response> read(Call call) {
        Response.Builder response = Response.newBuilder();
        switch (call.getType()) {
            case GET_MAINTENANCE_SCHEDULE -> response.setType(Response.Type.GET_MAINTENANCE_SCHEDULE)
                    .setGetMaintenanceSchedule(Response.GetMaintenanceSchedule.newBuilder()
                            .setSchedule(maintenance.schedule()));
            case GET_MAINTENANCE_STATUS -> response.setType(Response.Type.GET_MAINTENANCE_STATUS)
                    .setGetMaintenanceStatus(Response.GetMaintenanceStatus.newBuilder()
                            .setStatus(maintenance.status()));
            case GET_QUOTA -> response.setType(Response.Type.GET_QUOTA)
                    .setGetQuota(Response.GetQuota.newBuilder().setStatus(quotas()));
            case GET_WEIGHTS -> {
                response.setType(Response.Type.GET_WEIGHTS);
                cluster.registry().weights().forEach((role, weight) -> response.getGetWeightsBuilder()
                        .addWeightInfos(WeightInfo.newBuilder().setRole(role).setWeight(weight)));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(response.build());
    }

    // Mesos still fills the older form of quotas beside the newer one.
    @SuppressWarnings("deprecation")
    private QuotaStatus quotas() {
        QuotaStatus.Builder status = QuotaStatus.newBuilder();
        cluster.registry().quotas().values().forEach(config -> {
            status.addConfigs(config);
            QuotaInfo.Builder info = QuotaInfo.newBuilder().setRole(config.getRole());
            config.getGuaranteesMap().forEach((name, scalar) -> info.addGuarantee(Resource.newBuilder()
                    .setName(name)
                    .setType(Value.Type.SCALAR)
                    .setScalar(scalar)));
            status.addInfos(info);
        });
        return status.build();
    }
}
