package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.api.Build;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * {@code /state} of a master.
 *
 * @param startSeconds when the process started, since the epoch
 * @param electedSeconds when it was elected, since the epoch
 * @param unreachable how many agents are
 */
public record V0State(
        MasterInfo self,
        Optional<MasterInfo> leader,
        double startSeconds,
        double electedSeconds,
        Map<String, String> flags,
        int unreachable,
        V0Cluster cluster) {

    private static final List<String> CAPABILITIES = List.of("AGENT_UPDATE", "AGENT_DRAINING", "QUOTA_V2");

    /** The whole document. */
    public void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        Build.write(out);
        V0Json.number(out, "start_time", startSeconds);
        V0Json.number(out, "elected_time", electedSeconds);
        out.writeStringField("id", self.getId());
        out.writeStringField("pid", self.getPid());
        out.writeStringField("hostname", self.getHostname());
        V0Json.list(out, "capabilities", CAPABILITIES, JsonGenerator::writeString);
        if (self.hasDomain()) {
            V0Json.message(out, "domain", self.getDomain());
        }
        List<Agent> agents = cluster.state().getGetAgents().getAgentsList();
        double active = agents.stream().filter(Agent::getActive).count();
        V0Json.number(out, "activated_slaves", active);
        V0Json.number(out, "deactivated_slaves", agents.size() - active);
        V0Json.number(out, "unreachable_slaves", unreachable);
        if (leader.isPresent()) {
            leader(out, leader.get());
        }
        if (flags.containsKey("log_dir")) {
            out.writeStringField("log_dir", flags.get("log_dir"));
        }
        out.writeFieldName("flags");
        V0Json.texts(out, flags);
        V0Json.list(out, "slaves", agents, V0Slaves::write);
        V0Json.list(
                out, "recovered_slaves", cluster.state().getGetAgents().getRecoveredAgentsList(), V0Slaves::recovered);
        new V0Frameworks(cluster).lists(out);
        for (String alwaysEmpty : new String[] {"orphan_tasks", "unregistered_frameworks"}) {
            out.writeArrayFieldStart(alwaysEmpty);
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void leader(JsonGenerator out, MasterInfo leader) throws IOException {
        out.writeStringField("leader", leader.getPid());
        out.writeObjectFieldStart("leader_info");
        out.writeStringField("id", leader.getId());
        out.writeStringField("pid", leader.getPid());
        out.writeNumberField("port", leader.getPort());
        out.writeStringField("hostname", leader.getHostname());
        out.writeEndObject();
    }
}
