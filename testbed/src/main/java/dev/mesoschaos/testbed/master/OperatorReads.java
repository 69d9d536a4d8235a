package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.process.Verbosity;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.Metric;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;

/** The operator calls that only look (mesos-facts 1.3). */
final class OperatorReads {

    private final Cluster cluster;
    private final MasterFlags flags;
    private final Metrics metrics;
    private final Verbosity verbosity;

    OperatorReads(Cluster cluster, MasterFlags flags, Metrics metrics, Verbosity verbosity) {
        this.cluster = cluster;
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
            case GET_OPERATIONS -> response.setGetOperations(Response.GetOperations.getDefaultInstance());
            case GET_TASKS -> response.setGetTasks(Snapshots.tasks(cluster, caller));
            case GET_ROLES -> response.setGetRoles(Roles.v1(cluster, caller));
            case GET_MASTER -> response.setGetMaster(master());
            // Nothing but the defaults can be set so far.
            case GET_WEIGHTS -> { }
            case GET_QUOTA -> response.setGetQuota(
                    Response.GetQuota.newBuilder().setStatus(QuotaStatus.getDefaultInstance()));
            case GET_MAINTENANCE_SCHEDULE -> response.setGetMaintenanceSchedule(
                    Response.GetMaintenanceSchedule.newBuilder().setSchedule(Schedule.getDefaultInstance()));
            case GET_MAINTENANCE_STATUS -> response.setGetMaintenanceStatus(
                    Response.GetMaintenanceStatus.newBuilder().setStatus(ClusterStatus.getDefaultInstance()));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(
                response.setType(Response.Type.valueOf(call.getType().name())).build());
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
