package dev.mesoschaos.testbed.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ZooKeeperFlagsTest {

    private static final String SERVERS = "--servers=1=127.0.0.1:2888:3888,2=127.0.9.2:2888:3888,3=127.0.9.3:2888:3888";

    @Test
    void aMemberThatIsMissingFromItsOwnEnsembleIsRefused() {
        assertRefused("--servers has no entry for --id=4", "--data_dir=d", "--id=4", SERVERS);
    }

    @Test
    void aMemberListedTwiceIsRefused() {
        assertRefused("each id once", "--data_dir=d", "--servers=1=a:1:2,1=b:1:2");
    }

    @Test
    void aMemberWithoutItsTwoPortsIsRefused() {
        assertRefused("expected id=ip:quorumPort:electionPort", "--data_dir=d", "--servers=1=127.0.0.1:2888");
    }

    @Test
    void aMemberCannotTakeAFreePort() {
        assertRefused("--client_port=0", "--data_dir=d", "--client_port=0", SERVERS);
    }

    @Test
    void aTickThatZooKeeperCannotKeepIsRefused() {
        assertRefused("--tick_time", "--data_dir=d", "--tick_time=1ms");
    }

    @Test
    void aServerAloneHasNoMembersInItsConfiguration() {
        Properties properties = properties("--servers=1=127.0.0.1:2888:3888");

        assertThat(properties.stringPropertyNames()).noneMatch(name -> name.startsWith("server."));
    }

    @Test
    void limitsAreKeptAsTimesWhateverTheTick() {
        assertThat(properties("--tick_time=200ms")).containsEntry("initLimit", "50").containsEntry("syncLimit", "25")
                .containsEntry("minSessionTimeout", "1000");
        assertThat(properties("--tick_time=5secs")).containsEntry("initLimit", "2").containsEntry("syncLimit", "2");
    }

    @Test
    void writesReachTheDiskUnlessToldOtherwise() {
        assertThat(properties()).containsEntry("forceSync", "yes");
        assertThat(properties("--fsync=false")).containsEntry("forceSync", "no");
    }

    @Test
    void aProxiedMemberNamesNoAddressThatPassesItsProxies() {
        ZooKeeperFlags flags = ZooKeeperFlags.parse("--data_dir=d", "--proxied_peers=true", SERVERS);

        assertThat(ServerProperties.of(flags)).containsEntry("server.1", "member-1.mesos-chaos:2888:3888")
                .containsEntry("server.2", "127.0.9.2:2888:3888");
        assertThat(PeerNames.table(flags)).isEqualTo("""
                127.0.0.1 member-1.mesos-chaos
                0.0.0.0 member-2.mesos-chaos
                0.0.0.0 member-3.mesos-chaos
                """);
    }

    private static Properties properties(String... flags) {
        String[] all = Arrays.copyOf(flags, flags.length + 1);
        all[flags.length] = "--data_dir=d";
        return ServerProperties.of(ZooKeeperFlags.parse(all));
    }

    private static void assertRefused(String message, String... flags) {
        assertThatIllegalArgumentException().isThrownBy(() -> ZooKeeperFlags.parse(flags))
                .withMessageContaining(message);
    }
}
