package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.testbed.json.MesosJson;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.junit.jupiter.api.Test;

class RegistryJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MachineID UP = MachineID.newBuilder().setHostname("h1").setIp("10.0.0.1").build();
    private static final MachineID DOWN = MachineID.newBuilder().setHostname("h2").setIp("10.0.0.2").build();
    private static final Schedule SCHEDULE = Schedule.newBuilder()
            .addWindows(Window.newBuilder()
                    .addAllMachineIds(List.of(UP, DOWN))
                    .setUnavailability(Unavailability.newBuilder()
                            .setStart(TimeInfo.newBuilder().setNanoseconds(7))))
            .build();

    private static JsonNode json(RegistryState registry) throws IOException {
        MasterInfo self = MasterInfo.newBuilder().setId("m").setIp(1).setPort(5050).build();
        Cluster cluster = new Cluster(self, InstantSource.system(), new Counters());
        cluster.registry(registry);
        return JSON.readTree(MesosJson.document(out -> RegistryJson.write(out, Optional.of(cluster))));
    }

    private static AgentInfo agent(String id) {
        return AgentInfo.newBuilder()
                .setHostname("h")
                .setId(AgentID.newBuilder().setValue(id))
                .build();
    }

    @Test
    void nothingIsShownBeforeRecoveryAndTheLeaderAloneOfAnEmptyRegistry() throws IOException {
        assertThat(JSON.readTree(MesosJson.document(out -> RegistryJson.write(out, Optional.empty()))))
                .isEqualTo(JSON.createObjectNode());
        JsonNode empty = json(RegistryState.EMPTY);
        assertThat(empty.fieldNames()).toIterable().containsExactly("master");
        assertThat(empty.at("/master/info/capabilities/2/type").textValue()).isEqualTo("QUOTA_V2");
    }

    @Test
    void agentsAreShownWithWhatOperatorsDecidedAboutThem() throws IOException {
        DrainInfo drain = DrainInfo.newBuilder()
                .setState(DrainState.DRAINING)
                .setConfig(DrainInfo.getDefaultInstance().getConfig())
                .build();
        JsonNode registry = json(new RegistryState(
                Map.of("a", agent("a")),
                Map.of("u", 5L),
                Map.of("g", 6L),
                Map.of("a", drain),
                Set.of("a"),
                Schedule.getDefaultInstance(),
                Set.of(),
                Map.of(),
                Map.of()));

        assertThat(registry.at("/slaves/slaves/0/info/id/value").textValue()).isEqualTo("a");
        assertThat(registry.at("/slaves/slaves/0/drain_info/state").textValue()).isEqualTo("DRAINING");
        assertThat(registry.at("/slaves/slaves/0/deactivated").booleanValue()).isTrue();
        assertThat(registry.at("/unreachable/slaves/0").toString())
                .isEqualTo("{\"id\":{\"value\":\"u\"},\"timestamp\":{\"nanoseconds\":5},\"deactivated\":false}");
        assertThat(registry.at("/gone/slaves/0").toString())
                .isEqualTo("{\"id\":{\"value\":\"g\"},\"timestamp\":{\"nanoseconds\":6}}");
        assertThat(registry.at("/minimum_capabilities").toString()).isEqualTo("[{\"capability\":\"AGENT_DRAINING\"}]");
    }

    @Test
    void machinesSchedulesQuotaAndWeightsAreShown() throws IOException {
        QuotaConfig quota = QuotaConfig.newBuilder()
                .setRole("web")
                .putGuarantees("cpus", Value.Scalar.newBuilder().setValue(2).build())
                .build();
        JsonNode registry = json(RegistryState.EMPTY
                .maintain(SCHEDULE, Set.of(DOWN))
                .limit(Map.of("web", quota, "reset", QuotaConfig.newBuilder().setRole("reset").build()))
                .weigh(Map.of("web", 2.5)));

        assertThat(registry.at("/machines/machines/0/info/mode").textValue()).isEqualTo("DRAINING");
        assertThat(registry.at("/machines/machines/1/info/mode").textValue()).isEqualTo("DOWN");
        assertThat(registry.at("/machines/machines/1/info/id/hostname").textValue()).isEqualTo("h2");
        assertThat(registry.at("/machines/machines/1/info/unavailability/start/nanoseconds").longValue()).isEqualTo(7);
        assertThat(registry.at("/schedules/0/windows/0/machine_ids/1/ip").textValue()).isEqualTo("10.0.0.2");
        assertThat(registry.at("/quota_configs")).hasSize(1);
        assertThat(registry.at("/quota_configs/0/guarantees/cpus/value").doubleValue()).isEqualTo(2);
        assertThat(registry.at("/weights/0/info/weight").doubleValue()).isEqualTo(2.5);
        assertThat(registry.at("/minimum_capabilities").toString()).isEqualTo("[{\"capability\":\"QUOTA_V2\"}]");
    }
}
