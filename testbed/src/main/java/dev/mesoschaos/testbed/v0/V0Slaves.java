package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** Agents. */
public final class V0Slaves {

    private V0Slaves() {}

    /** The fields of one agent, into an object that is open. */
    static void fields(JsonGenerator out, Agent agent) throws IOException {
        AgentInfo info = agent.getAgentInfo();
        out.writeStringField("id", info.getId().getValue());
        out.writeStringField("hostname", info.getHostname());
        out.writeNumberField("port", info.getPort());
        V0Json.attributes(out, info.getAttributesList());
        if (info.hasDomain()) {
            V0Json.message(out, "domain", info.getDomain());
        }
        out.writeStringField("pid", agent.getPid());
        V0Json.time(out, "registered_time", agent.getRegisteredTime());
        if (agent.hasReregisteredTime()) {
            V0Json.time(out, "reregistered_time", agent.getReregisteredTime());
        }
        V0Resources.write(out, "resources", agent.getTotalResourcesList());
        V0Resources.write(out, "used_resources", agent.getAllocatedResourcesList());
        V0Resources.write(out, "offered_resources", agent.getOfferedResourcesList());
        out.writeObjectFieldStart("reserved_resources");
        for (Map.Entry<String, List<Resource>> role : V0Resources.reserved(agent.getTotalResourcesList()).entrySet()) {
            V0Resources.write(out, role.getKey(), role.getValue());
        }
        out.writeEndObject();
        V0Resources.write(out, "unreserved_resources", V0Resources.unreserved(agent.getTotalResourcesList()));
        out.writeBooleanField("active", agent.getActive());
        out.writeBooleanField("deactivated", agent.getDeactivated());
        out.writeStringField("version", agent.getVersion());
        V0Json.list(out, "capabilities", agent.getCapabilitiesList(), (to, has) -> to.writeString(has.getType().name()));
        if (agent.hasDrainInfo()) {
            V0Json.message(out, "drain_info", agent.getDrainInfo());
        }
        if (agent.hasEstimatedDrainStartTime()) {
            V0Json.time(out, "estimated_drain_start_time_seconds", agent.getEstimatedDrainStartTime());
        }
    }

    /** One agent. */
    static void write(JsonGenerator out, Agent agent) throws IOException {
        out.writeStartObject();
        fields(out, agent);
        out.writeEndObject();
    }

    /** One agent with each of its resources. */
    static void writeFull(JsonGenerator out, Agent agent) throws IOException {
        out.writeStartObject();
        fields(out, agent);
        List<Resource> total = agent.getTotalResourcesList();
        out.writeObjectFieldStart("reserved_resources_full");
        for (Map.Entry<String, List<Resource>> role : V0Resources.reserved(total).entrySet()) {
            messages(out, role.getKey(), role.getValue());
        }
        out.writeEndObject();
        messages(out, "unreserved_resources_full", V0Resources.unreserved(total));
        messages(out, "used_resources_full", agent.getAllocatedResourcesList());
        messages(out, "offered_resources_full", agent.getOfferedResourcesList());
        out.writeEndObject();
    }

    private static void messages(JsonGenerator out, String name, List<Resource> resources) throws IOException {
        V0Json.list(out, name, resources, (to, resource) -> MesosJson.write(resource, to));
    }

    /** {@code /slaves}. */
    public static void document(JsonGenerator out, List<Agent> agents, List<AgentInfo> recovered) throws IOException {
        out.writeStartObject();
        V0Json.list(out, "slaves", agents, V0Slaves::writeFull);
        V0Json.list(out, "recovered_slaves", recovered, V0Slaves::recovered);
        out.writeEndObject();
    }

    /** An agent of the registry that has not come back yet. */
    static void recovered(JsonGenerator out, AgentInfo info) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", info.getId().getValue());
        out.writeStringField("hostname", info.getHostname());
        out.writeNumberField("port", info.getPort());
        V0Json.attributes(out, info.getAttributesList());
        V0Resources.write(out, "resources", info.getResourcesList());
        out.writeEndObject();
    }
}
