package dev.mesoschaos.conformance.bed;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;

/** Calls of the operator API in JSON, for requests whose status and text matter. */
public final class Calls {

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

    public static String deactivate(AgentID id) {
        return "{\"type\":\"DEACTIVATE_AGENT\",\"deactivate_agent\":" + agent(id) + "}";
    }

    public static String reactivate(AgentID id) {
        return "{\"type\":\"REACTIVATE_AGENT\",\"reactivate_agent\":" + agent(id) + "}";
    }

    /** The id of an agent. */
    public static AgentID agentId(String value) {
        return AgentID.newBuilder().setValue(value).build();
    }

    private static String agent(AgentID id) {
        return "{\"agent_id\":{\"value\":\"" + id.getValue() + "\"}}";
    }
}
