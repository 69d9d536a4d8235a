package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.process.Verbosity;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.Metric;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.quota.Protos.QuotaInfo;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;

/** The operator calls that only look (mesos-facts 1.3). */
final class OperatorReads {

    private final Cluster cluster;
    private final Maintenance maintenance;
    private final MasterFlags flags;
    private final Metrics metrics;
    private final Verbosity verbosity;

    OperatorReads(
            Cluster cluster, Maintenance maintenance, MasterFlags flags, Metrics metrics, Verbosity verbosity) {
        this.cluster = cluster;
        this.maintenance = maintenance;
        this.flags = flags;
        this.metrics = metrics;
        this.verbosity = verbosity;
    }

    /** The answer; empty when the call is no read. */
    Optional<Response> answer(Call call, Caller caller) {
        Response.Builder response = Response.newBuilder();
        switch (call.getType()) {
            case GET_HEALTH -> response.setGetHealth(Response.GetHealth.newBuilder().setHealthy(true));
            case GET_FLAGS -> response.setGetFlags(flagList());
            case GET_VERSION -> response.setGetVersion(Response.GetVersion.newBuilder().setVersionInfo(Build.INFO));
            case GET_METRICS -> response.setGetMetrics(metricList());
            case GET_LOGGING_LEVEL ->
                response.setGetLoggingLevel(Response.GetLoggingLevel.newBuilder().setLevel(verbosity.level()));
            case GET_STATE -> response.setGetState(Snapshots.state(cluster, caller));
            case GET_AGENTS -> response.setGetAgents(Snapshots.agents(cluster, caller));
            case GET_FRAMEWORKS -> response.setGetFrameworks(Snapshots.frameworks(cluster, caller));
            case GET_EXECUTORS -> response.setGetExecutors(Snapshots.executors(cluster, caller));
            case GET_OPERATIONS -> response.setGetOperations(operations());
            case GET_TASKS -> response.setGetTasks(Snapshots.tasks(cluster, caller));
            case GET_ROLES -> response.setGetRoles(Roles.v1(cluster, caller));
            case GET_MASTER -> response.setGetMaster(master());
            case GET_WEIGHTS -> weights(caller, response);
            case GET_QUOTA -> response.setGetQuota(Response.GetQuota.newBuilder().setStatus(quotas(caller)));
            case GET_MAINTENANCE_SCHEDULE -> response.setGetMaintenanceSchedule(
                    Response.GetMaintenanceSchedule.newBuilder().setSchedule(
                            caller.may(Action.GET_MAINTENANCE_SCHEDULES)
                                    ? maintenance.schedule()
                                    : Schedule.getDefaultInstance()));
            case GET_MAINTENANCE_STATUS -> response.setGetMaintenanceStatus(
                    Response.GetMaintenanceStatus.newBuilder().setStatus(
                            caller.may(Action.GET_MAINTENANCE_STATUSES)
                                    ? maintenance.status()
                                    : ClusterStatus.getDefaultInstance()));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(
                response.setType(Response.Type.valueOf(call.getType().name())).build());
    }

    /** Without any weight the field stays unset, as in Mesos (mesos-facts 14, "HTTP and JSON"). */
    private void weights(Caller caller, Response.Builder response) {
        cluster.registry().weights().forEach((role, weight) -> {
            if (caller.seesRole(role)) {
                response.getGetWeightsBuilder()
                        .addWeightInfos(WeightInfo.newBuilder().setRole(role).setWeight(weight));
            }
        });
    }

    // Mesos still fills the older form of quotas beside the newer one.
    @SuppressWarnings("deprecation")
    private QuotaStatus quotas(Caller caller) {
        QuotaStatus.Builder status = QuotaStatus.newBuilder();
        cluster.registry().quotas().values().stream()
                .filter(config -> caller.may(Action.GET_QUOTAS, config.getRole()))
                .forEach(config -> {
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

    private Response.GetOperations operations() {
        Response.GetOperations.Builder operations = Response.GetOperations.newBuilder();
        cluster.agents().values().forEach(agent -> operations.addAllOperations(agent.operations().values()));
        return operations.build();
    }

    private Response.GetMaster master() {
        return Response.GetMaster.newBuilder()
                .setMasterInfo(cluster.self())
                .setStartTime(metrics.startSeconds())
                .setElectedTime(metrics.electedSeconds())
                .build();
    }

    private Response.GetFlags flagList() {
        Response.GetFlags.Builder list = Response.GetFlags.newBuilder();
        flags.asMap().forEach((name, value) -> list.addFlags(Flag.newBuilder().setName(name).setValue(value)));
        return list.build();
    }

    private Response.GetMetrics metricList() {
        Response.GetMetrics.Builder list = Response.GetMetrics.newBuilder();
        metrics.snapshot().forEach((name, value) ->
                list.addMetrics(Metric.newBuilder().setName(name).setValue(value)));
        return list.build();
    }
}
