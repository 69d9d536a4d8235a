package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaltTest {

    private final Bench bench = new Bench();

    @TempDir
    private Path directory;

    private Path file;
    private String setting;

    @BeforeEach
    void nameAFileThatIsNotThere() {
        file = directory.resolve("deep").resolve("halt");
        setting = "kill-switch.file=" + file;
    }

    @Test
    void aSwitchThatCannotBeEngagedIsAnErrorAndNoFalseCalm() {
        assertThat(bench.run("halt", "-D", "kill-switch.file=/dev/null/halt", "x")).isEqualTo(4);
        assertThat(bench.err()).contains("/dev/null").doesNotContain("this is a bug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "resume"})
    void aPropertyThatNobodyReadsIsWrongUsage(String command) {
        assertThat(bench.run(command, "-D", "kill-swich.file=" + file)).isEqualTo(64);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "resume"})
    void aZooKeeperThatIsNotThereIsAnErrorAndNoFalseCalm(String command) throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(bench.run(command, "--zookeeper", "127.0.0.1:" + deaf.getLocalPort())).isEqualTo(4);
        }
        assertThat(bench.err()).contains("no ZooKeeper server of 127.0.0.1:", "the kill switch is as it was");
        assertThat(bench.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk1:port", "zk1:2181/chroot//"})
    void whatNamesNoZooKeeperIsWrongUsage(String servers) {
        assertThat(bench.run("halt", "--zookeeper", servers)).isEqualTo(64);
        assertThat(bench.err()).contains("expected HOST:PORT");
    }

    @Test
    void twoSwitchesAtOnceAreWrongUsage() {
        assertThat(bench.run("halt", "--zookeeper", "127.0.0.1:1", "-D", setting)).isEqualTo(64);
        assertThat(bench.err()).contains("name one switch");
        assertThat(file).doesNotExist();
    }

    @Test
    void theReasonOfWhoeverWasFirstStays() throws IOException {
        bench.run("halt", "-D", setting, "incident 4711");

        assertThat(bench.run("halt", "-D", setting, "lunch")).isZero();
        assertThat(bench.out()).contains("engaged already", "incident 4711");
        assertThat(Files.readString(file)).isEqualTo("incident 4711\n");
    }

    @Test
    void whatWasEngagedIsLiftedWithItsReason() {
        assertThat(bench.run("halt", "-D", setting, "incident 4711")).isZero();
        assertThat(file).exists();

        assertThat(bench.run("resume", "-D", setting)).isZero();
        assertThat(file).doesNotExist();
        assertThat(bench.out()).contains("lifted: ", "incident 4711");
    }

    @Test
    void liftingNothingIsFine() {
        assertThat(bench.run("resume", "-D", setting)).isZero();
        assertThat(bench.out()).isEqualToIgnoringNewLines("no kill switch was engaged");
    }

    @Test
    void noReasonIsSaidAsSuch() {
        assertThat(bench.run("halt", "-D", setting)).isZero();
        assertThat(bench.out()).contains("no reason given", "mesos-chaos resume");
    }
}
