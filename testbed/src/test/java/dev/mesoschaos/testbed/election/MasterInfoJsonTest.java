package dev.mesoschaos.testbed.election;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.json.MesosJson;
import java.nio.charset.StandardCharsets;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.junit.jupiter.api.Test;

class MasterInfoJsonTest {

    @Test
    void aCandidatesZnodeIsByteForByteThatOfMesos() {
        MasterInfo master = MasterInfo.newBuilder()
                .setId("36df17ba-4bbe-48b6-a544-a65fe7e019e1")
                .setIp(16777343)
                .setPort(5050)
                .setPid("master@127.0.0.1:5050")
                .setHostname("127.0.0.1")
                .setVersion("1.11.0")
                .setAddress(Address.newBuilder().setHostname("127.0.0.1").setIp("127.0.0.1").setPort(5050))
                .build();

        String json = MasterInfoJson.of(master);

        assertThat(json).isEqualTo("{\"address\":{\"hostname\":\"127.0.0.1\",\"ip\":\"127.0.0.1\",\"port\":5050},"
                + "\"capabilities\":[{\"type\":\"AGENT_UPDATE\"},{\"type\":\"AGENT_DRAINING\"},{\"type\":\"QUOTA_V2\"}],"
                + "\"hostname\":\"127.0.0.1\",\"id\":\"36df17ba-4bbe-48b6-a544-a65fe7e019e1\",\"ip\":16777343,"
                + "\"pid\":\"master@127.0.0.1:5050\",\"port\":5050,\"version\":\"1.11.0\"}");
        MasterInfo read = (MasterInfo) MesosJson.parse(json.getBytes(StandardCharsets.UTF_8), MasterInfo.newBuilder());
        assertThat(read.getCapabilitiesList()).hasSize(3);
        assertThat(read.toBuilder().clearCapabilities().build()).isEqualTo(master);
    }
}
