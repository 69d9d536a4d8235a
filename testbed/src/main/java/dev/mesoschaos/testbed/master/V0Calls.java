package dev.mesoschaos.testbed.master;

import com.google.protobuf.Message;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.json.JsonConversionException;
import dev.mesoschaos.testbed.json.JsonSyntaxException;
import dev.mesoschaos.testbed.json.MesosJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** What the older endpoints' forms and documents say, as calls of the v1 API. */
final class V0Calls {

    private V0Calls() {}

    static Call teardown(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.TEARDOWN)
                .setTeardown(Call.Teardown.newBuilder()
                        .setFrameworkId(FrameworkID.newBuilder().setValue(parameter(request, "frameworkId"))))
                .build();
    }

    static Call reserve(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.RESERVE_RESOURCES)
                .setReserveResources(list(request, "resources", Call.ReserveResources.newBuilder())
                        .setAgentId(agent(request)))
                .build();
    }

    static Call unreserve(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.UNRESERVE_RESOURCES)
                .setUnreserveResources(list(request, "resources", Call.UnreserveResources.newBuilder())
                        .setAgentId(agent(request)))
                .build();
    }

    static Call createVolumes(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.CREATE_VOLUMES)
                .setCreateVolumes(list(request, "volumes", Call.CreateVolumes.newBuilder())
                        .setAgentId(agent(request)))
                .build();
    }

    static Call destroyVolumes(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.DESTROY_VOLUMES)
                .setDestroyVolumes(list(request, "volumes", Call.DestroyVolumes.newBuilder())
                        .setAgentId(agent(request)))
                .build();
    }

    static Call schedule(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.UPDATE_MAINTENANCE_SCHEDULE)
                .setUpdateMaintenanceSchedule(Call.UpdateMaintenanceSchedule.newBuilder()
                        .setSchedule(parse(text(request), Schedule.newBuilder())))
                .build();
    }

    static Call down(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.START_MAINTENANCE)
                .setStartMaintenance(inside("machines", text(request), Call.StartMaintenance.newBuilder()))
                .build();
    }

    static Call up(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.STOP_MAINTENANCE)
                .setStopMaintenance(inside("machines", text(request), Call.StopMaintenance.newBuilder()))
                .build();
    }

    static Call weights(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.UPDATE_WEIGHTS)
                .setUpdateWeights(inside("weight_infos", text(request), Call.UpdateWeights.newBuilder()))
                .build();
    }

    // The endpoint is as deprecated as the call.
    @SuppressWarnings("deprecation")
    static Call quota(Request request) {
        return Call.newBuilder()
                .setType(Call.Type.SET_QUOTA)
                .setSetQuota(Call.SetQuota.newBuilder()
                        .setQuotaRequest(parse(text(request), QuotaRequest.newBuilder())))
                .build();
    }

    /** The role is the rest of the path. */
    @SuppressWarnings("deprecation")
    static Call noQuota(Request request) {
        String role = request.path().replaceFirst("^(/master)?/quota/?", "");
        if (role.isEmpty()) {
            throw new Refusal(400, "Failed to parse remove quota request: Expecting a role in the path");
        }
        return Call.newBuilder()
                .setType(Call.Type.REMOVE_QUOTA)
                .setRemoveQuota(Call.RemoveQuota.newBuilder().setRole(role))
                .build();
    }

    private static AgentID agent(Request request) {
        return AgentID.newBuilder().setValue(parameter(request, "slaveId")).build();
    }

    private static String parameter(Request request, String name) {
        return Optional.of(name)
                .flatMap(request::form)
                .orElseThrow(() -> new Refusal(400, "Missing '" + name + "' query parameter in the request body"));
    }

    private static <B extends Message.Builder> B list(Request request, String parameter, B into) {
        // The agent is asked for first, as in Mesos.
        parameter(request, "slaveId");
        String json = parameter(request, parameter);
        return inside(parameter, json, into);
    }

    /** A list of JSON, as the one field of a message. */
    private static <B extends Message.Builder> B inside(String field, String json, B into) {
        return parse("{\"" + field + "\":" + json + "}", into);
    }

    private static <B extends Message.Builder> B parse(String json, B into) {
        try {
            MesosJson.parsePartial(json.getBytes(StandardCharsets.UTF_8), into);
            return into;
        } catch (JsonSyntaxException e) {
            throw new Refusal(400, "Failed to parse body into JSON: " + e.getMessage());
        } catch (JsonConversionException e) {
            throw new Refusal(400, "Failed to convert JSON into protobuf: " + e.getMessage());
        }
    }

    private static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
