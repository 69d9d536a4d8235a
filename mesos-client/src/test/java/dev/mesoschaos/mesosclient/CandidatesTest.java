package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.mesos.Protos.Address;
import org.apache.mesos.Protos.MasterInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {

    private static final MasterAddress BY_IP = new MasterAddress("127.0.0.1", 5051);

    @Test
    void childrenWithoutANumberAreNoCandidatesAndLabelsDoNotMatter() {
        assertThat(Candidates.leader(List.of())).isEmpty();
        assertThat(Candidates.leader(List.of("log_replicas", "json.info_", "x_1y"))).isEmpty();
        assertThat(Candidates.leader(List.of("json.info_0000000010", "info_0000000002", "log_replicas")))
                .contains("info_0000000002");
        assertThat(Candidates.leader(List.of("json.info_0000000003", "0000000001"))).contains("0000000001");
    }

    /** The bytes that masters of the recorded cluster had written. */
    @Test
    void everyRecordedZnodeOfAMasterIsRead() throws IOException {
        List<String> lines = Recordings.bytes("znodes_3masters.txt").utf8().lines().toList();
        List<ElectedMaster> found = new java.util.ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("/mesos/json.info_")) {
                String child = lines.get(i).substring("/mesos/".length(), lines.get(i).indexOf(' '));
                String text = lines.get(i + 1).strip().substring("text: ".length());
                found.add(Candidates.read(child, text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertThat(found).extracting(master -> master.address().toString())
                .containsExactlyInAnyOrder("127.0.0.1:5050", "127.0.0.1:5051", "127.0.0.1:5052");
    }

    @Test
    void theAddressGoesBeforeTheOldFieldsWhichServeWithoutIt() throws IOException {
        assertThat(json("{\"address\":{\"ip\":\"127.0.0.1\",\"hostname\":\"h\",\"port\":5051},\"ip\":1,\"port\":1}"))
                .isEqualTo(new ElectedMaster(BY_IP, new MasterAddress("h", 5051)));
        assertThat(json("{\"ip\":16777343,\"port\":5051}")).isEqualTo(new ElectedMaster(BY_IP, BY_IP));
    }

    @Test
    void olderLabelsAreRead() throws IOException {
        MasterInfo old = MasterInfo.newBuilder().setId("m").setIp(16777343).setPort(5051).setHostname("h").build();
        assertThat(Candidates.read("info_0000000001", old.toByteArray()))
                .isEqualTo(new ElectedMaster(BY_IP, new MasterAddress("h", 5051)));
        MasterInfo newer = old.toBuilder().setIp(1).setAddress(
                Address.newBuilder().setIp("127.0.0.1").setPort(5051).setHostname("h")).build();
        assertThat(Candidates.read("info_0000000001", newer.toByteArray()).address()).isEqualTo(BY_IP);
        assertThat(Candidates.read("0000000001", "master@127.0.0.1:5051".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new ElectedMaster(BY_IP, BY_IP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"address\":{\"ip\":\"\",\"port\":5051}}",
        "{\"address\":{\"ip\":\"1.2.3.4\",\"port\":99999}}", "{\"address\":{\"ip\":\"a b\",\"port\":5051}}"})
    void dataThatNameNoMasterAreAnError(String data) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> json(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host:2181/mesos", "zk://", "zk:///mesos", "zk://h:2181", "zk://h:2181/", "zk://h/mesos",
        "zk://h:2181/mesos/", "zk://h:2181,/mesos", "zk://u:s3cret@h/mesos", "zk://u:s3cret@h:2181", "u:s3cret@h:2181/m"})
    void aUrlThatIsNoneSaysWhatToWriteAndKeepsItsSecret(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> ZooKeeperUrl.parse(url))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void aUrlHasServersAPathAndPerhapsADigest() {
        ZooKeeperUrl url = ZooKeeperUrl.parse("zk://u:p@ss@h1:2181,[::1]:2182/mesos/a");
        assertThat(url.servers()).isEqualTo("h1:2181,[::1]:2182");
        assertThat(url.digest()).contains("u:p@ss");
        assertThat(url.path()).isEqualTo("/mesos/a");
        assertThat(url).hasToString("zk://h1:2181,[::1]:2182/mesos/a");
        assertThat(ZooKeeperUrl.parse("zk://h:2181/mesos").digest()).isEmpty();
    }

    private static ElectedMaster json(String data) throws IOException {
        return Candidates.read("json.info_0000000001", data.getBytes(StandardCharsets.UTF_8));
    }
}
