package dev.mesoschaos.testbed.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.election.MasterInfoJson;
import dev.mesoschaos.testbed.json.MesosJson;
import dev.mesoschaos.testbed.master.allocation.Quota;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import dev.mesoschaos.testbed.v0.V0Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.MachineInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * {@code /registrar(1)/registry}: what survives this leader, in the fields of Mesos' own registry (mesos-facts 1.4). What
 * is empty is left out.
 */
final class RegistryJson {

    private final JsonGenerator out;
    private final RegistryState registry;

    private RegistryJson(JsonGenerator out, RegistryState registry) {
        this.out = out;
        this.registry = registry;
    }

    /** The document; nothing is in it before the registry is recovered. */
    static void write(JsonGenerator out, Optional<Cluster> cluster) throws IOException {
        out.writeStartObject();
        if (cluster.isPresent()) {
            new RegistryJson(out, cluster.get().registry()).write(cluster.get().self());
        }
        out.writeEndObject();
    }

    private void write(MasterInfo leader) throws IOException {
        out.writeObjectFieldStart("master");
        out.writeFieldName("info");
        out.writeRawValue(MasterInfoJson.of(leader));
        out.writeEndObject();
        inside("slaves", "slaves", registry.admitted().values(), (to, agent) -> {
            V0Json.message(to, "info", agent);
            standing(agent.getId().getValue());
        });
        inside("unreachable", "slaves", registry.unreachable().entrySet(), (to, agent) -> {
            lost(agent);
            standing(agent.getKey());
        });
        inside("gone", "slaves", registry.gone().entrySet(), (to, agent) -> lost(agent));
        inside("machines", "machines", registry.schedule().getWindowsList().stream().flatMap(this::machines).toList(),
                (to, machine) -> V0Json.message(to, "info", machine));
        if (registry.schedule().getWindowsCount() > 0) {
            list("schedules", List.of(registry.schedule()), (to, schedule) -> MesosJson.write(schedule, to));
        }
        list("weights", registry.weights().entrySet(), (to, weight) -> {
            to.writeStartObject();
            V0Json.message(to, "info", WeightInfo.newBuilder()
                    .setRole(weight.getKey())
                    .setWeight(weight.getValue())
                    .build());
            to.writeEndObject();
        });
        list("minimum_capabilities", minimumCapabilities(), (to, name) -> {
            to.writeStartObject();
            to.writeStringField("capability", name);
            to.writeEndObject();
        });
        list("quota_configs", quotas(), (to, config) -> MesosJson.write(config, to));
    }

    /** A list in an object of its own, each element the fields of one more. */
    private <T> void inside(String object, String list, Collection<T> values, V0Json.Element<T> fields)
            throws IOException {
        if (!values.isEmpty()) {
            out.writeObjectFieldStart(object);
            list(list, values, (to, value) -> {
                to.writeStartObject();
                fields.write(to, value);
                to.writeEndObject();
            });
            out.writeEndObject();
        }
    }

    private <T> void list(String name, Collection<T> values, V0Json.Element<T> element) throws IOException {
        if (!values.isEmpty()) {
            V0Json.list(out, name, values, element);
        }
    }

    /** What operators have decided about an agent. */
    private void standing(String agentId) throws IOException {
        if (registry.drains().containsKey(agentId)) {
            V0Json.message(out, "drain_info", registry.drains().get(agentId));
        }
        out.writeBooleanField("deactivated", registry.deactivated().contains(agentId));
    }

    private void lost(Map.Entry<String, Long> agent) throws IOException {
        V0Json.message(out, "id", AgentID.newBuilder().setValue(agent.getKey()).build());
        V0Json.message(out, "timestamp", Cluster.time(agent.getValue()));
    }

    private Stream<MachineInfo> machines(Window window) {
        return window.getMachineIdsList().stream().map(machine -> MachineInfo.newBuilder()
                .setId(machine)
                .setMode(registry.down().contains(machine) ? MachineInfo.Mode.DOWN : MachineInfo.Mode.DRAINING)
                .setUnavailability(window.getUnavailability())
                .build());
    }

    /** A quota that was reset is remembered, but not written. */
    private List<QuotaConfig> quotas() {
        return registry.quotas().values().stream()
                .filter(config -> !Quota.of(config).isDefault())
                .toList();
    }

    /** What a master must be capable of to go on from here. */
    private List<String> minimumCapabilities() {
        List<String> names = new ArrayList<>();
        if (!registry.deactivated().isEmpty()) {
            names.add("AGENT_DRAINING");
        }
        if (!quotas().isEmpty()) {
            names.add("QUOTA_V2");
        }
        return names;
    }
}
