package dev.mesoschaos.conformance.bed;

import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;

/** Calls of the operator API in JSON, for requests whose status and text matter. */
public final class Calls {

    private static final Duration HOUR = Duration.ofHours(1);

    private Calls() {}

    public static String teardown(FrameworkID id) {
        return "{\"type\":\"TEARDOWN\",\"teardown\":{\"framework_id\":{\"value\":\"" + id.getValue() + "\"}}}";
    }

    public static String markGone(AgentID id) {
        return "{\"type\":\"MARK_AGENT_GONE\",\"mark_agent_gone\":" + agent(id) + "}";
    }

    public static String drain(AgentID id) {
        return "{\"type\":\"DRAIN_AGENT\",\"drain_agent\":" + agent(id) + "}";
    }

    /** A drain with a grace period, in whole seconds. */
    public static String drain(AgentID id, Duration grace) {
        return "{\"type\":\"DRAIN_AGENT\",\"drain_agent\":{\"agent_id\":{\"value\":\"" + id.getValue()
                + "\"},\"max_grace_period\":{\"seconds\":" + grace.toSeconds() + "}}}";
    }

    public static String deactivate(AgentID id) {
        return "{\"type\":\"DEACTIVATE_AGENT\",\"deactivate_agent\":" + agent(id) + "}";
    }

    public static String reactivate(AgentID id) {
        return "{\"type\":\"REACTIVATE_AGENT\",\"reactivate_agent\":" + agent(id) + "}";
    }

    /** A limit of a role's processors. */
    public static String limit(String role, double cpus) {
        return "{\"type\":\"UPDATE_QUOTA\",\"update_quota\":{\"quota_configs\":[{\"role\":\"" + role
                + "\",\"limits\":{\"cpus\":{\"value\":" + cpus + "}}}]}}";
    }

    public static String weight(String role, double weight) {
        return "{\"type\":\"UPDATE_WEIGHTS\",\"update_weights\":{\"weight_infos\":[{\"role\":\"" + role
                + "\",\"weight\":" + weight + "}]}}";
    }

    /** A schedule with one window, or with none when no machine is named; from an hour hence for an hour. */
    public static String schedule(Instant now, String... machines) {
        String window = "{\"machine_ids\":[" + String.join(",", machines) + "],\"unavailability\":{\"start\":{\"nanoseconds\":"
                + now.plus(HOUR).toEpochMilli() + "000000},\"duration\":{\"nanoseconds\":" + HOUR.toNanos() + "}}}";
        return "{\"type\":\"UPDATE_MAINTENANCE_SCHEDULE\",\"update_maintenance_schedule\":{\"schedule\":{\"windows\":["
                + (machines.length == 0 ? "" : window) + "]}}}";
    }

    public static String startMaintenance(String... machines) {
        return "{\"type\":\"START_MAINTENANCE\",\"start_maintenance\":{\"machines\":[" + String.join(",", machines) + "]}}";
    }

    public static String stopMaintenance(String... machines) {
        return "{\"type\":\"STOP_MAINTENANCE\",\"stop_maintenance\":{\"machines\":[" + String.join(",", machines) + "]}}";
    }

    /** A machine as Mesos writes it in messages. */
    public static String machine(String hostname, String ip) {
        return "{\"hostname\":\"" + hostname + "\",\"ip\":\"" + ip + "\"}";
    }

    /** The id of an agent. */
    public static AgentID agentId(String value) {
        return AgentID.newBuilder().setValue(value).build();
    }

    private static String agent(AgentID id) {
        return "{\"agent_id\":{\"value\":\"" + id.getValue() + "\"}}";
    }
}
