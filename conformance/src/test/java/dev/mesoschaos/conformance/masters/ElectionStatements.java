package dev.mesoschaos.conformance.masters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.End;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.cluster.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** When the leading master is replaced, and when it is not. */
@Statements
class ElectionStatements {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration TICK_AND_RECOVERY = Duration.ofSeconds(4);
    private static final Duration SOON_AFTER = Duration.ofSeconds(2);

    @Statement(value = 52, words = "leader killed: a new leader within session timeout, tick and recovery; 307s follow")
    void aDeadLeaderIsReplaced(Bed bed) {
        String old = bed.leader();
        bed.daemons().supervise(old, false);

        Instant killed = bed.now();
        bed.daemons().signal(old, Signal.KILL);

        String next = bed.leader();
        assertThat(next).isNotEqualTo(old);
        assertThat(Duration.between(killed, bed.now()))
                .isLessThan(bed.facts().zookeeperSessionTimeout().plus(TICK_AND_RECOVERY));
        MasterInfo leader = bed.operators().master();
        String follower = bed.hosts(Role.MASTER).stream().map(host -> host.name())
                .filter(name -> !name.equals(old) && !name.equals(next)).findFirst().orElseThrow();
        await().atMost(SOON_AFTER).pollInterval(LOOK_EVERY).until(() -> bed.ask(follower, Ask.plainly("GET_HEALTH"))
                .header("Location").orElse("").equals("//" + leader.getHostname() + ":" + leader.getPort() + "/master/api/v1"));
    }

    @Statement(value = 53, words = "the leader's znode deleted: it exits with status 1, another leads at once")
    void aLeaderWithoutItsZnodeGivesUp(Bed bed) throws Exception {
        String old = bed.leader();
        int ends = bed.daemons().ends(old).size();

        Instant deleted = bed.now();
        bed.deleteLeadersZnode();

        await().atMost(SOON_AFTER).pollInterval(LOOK_EVERY).until(() -> bed.daemons().ends(old).size() > ends);
        assertThat(bed.daemons().ends(old).getLast().status()).isEqualTo(1);
        assertThat(bed.leader()).isNotEqualTo(old);
        assertThat(Duration.between(deleted, bed.now())).isLessThan(SOON_AFTER.plus(SOON_AFTER));
        bed.awaitActive(bed.agent(1));
    }

    @Statement(value = 54, words = "ZooKeeper killed: the leader exits with status 1 at the session timeout; tasks and agents go on")
    void withoutZooKeeperNobodyLeads(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s54").setFailoverTimeout(600));
        framework.run("t54", bed.agent(1), "exec sleep 90054");
        String leader = bed.leader();
        String zookeeper = bed.hosts(Role.ZOOKEEPER).getFirst().name();
        int ends = bed.daemons().ends(leader).size();
        bed.daemons().supervise(zookeeper, false);

        Instant killed = bed.now();
        bed.daemons().signal(zookeeper, Signal.KILL);

        Duration timeout = bed.facts().zookeeperSessionTimeout();
        await().atMost(timeout.plus(TICK_AND_RECOVERY)).pollInterval(LOOK_EVERY)
                .until(() -> bed.daemons().ends(leader).size() > ends);
        End end = bed.daemons().ends(leader).getLast();
        assertThat(end.status()).isEqualTo(1);
        assertThat(Duration.between(killed, end.at())).isBetween(timeout.minusMillis(500), timeout.plus(SOON_AFTER));
        await().atMost(Bed.SOON).until(() -> bed.hosts(Role.MASTER).stream().allMatch(master ->
                bed.tryAsk(master.name(), Ask.plainly("GET_HEALTH")).filter(reply -> reply.status() == 503).isPresent()));
        assertThat(bed.hosts(Role.AGENT)).allMatch(agent -> bed.daemons().runs(agent.name()));
        assertThat(bed.processes(bed.agent(1), "sleep 90054")).isNotZero();

        bed.daemons().start(zookeeper);
        bed.leader();
        bed.awaitActive(bed.agent(1));
        assertThat(bed.operators().tasks().getTasksList()).singleElement()
                .satisfies(task -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING));
    }

    @Statement(value = 54, words = "ZooKeeper's packets dropped: the leader exits after up to 2/3 of the timeout, plus the timeout")
    void aLeaderThatHearsNothingOfZooKeeperGivesUp(Bed bed) {
        String leader = bed.leader();
        int ends = bed.daemons().ends(leader).size();
        Duration timeout = bed.facts().zookeeperSessionTimeout();

        Instant cut = bed.now();
        bed.cutOff(bed.hosts(Role.ZOOKEEPER).getFirst().name());

        await().atMost(timeout.multipliedBy(2).plus(SOON_AFTER)).pollInterval(LOOK_EVERY)
                .until(() -> bed.daemons().ends(leader).size() > ends);
        End end = bed.daemons().ends(leader).getLast();
        assertThat(end.status()).isEqualTo(1);
        assertThat(Duration.between(cut, end.at()))
                .isBetween(timeout, timeout.multipliedBy(5).dividedBy(3).plus(SOON_AFTER));
    }

    @Statement(value = 55, words = "ZooKeeper down for less than the session timeout: nothing")
    void aShortPauseOfZooKeeperChangesNothing(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s55"));
        framework.run("t55", bed.agent(1));
        String leader = bed.leader();
        List<End> ends = bed.daemons().ends(leader);
        String zookeeper = bed.hosts(Role.ZOOKEEPER).getFirst().name();
        int mark = framework.mark();
        Duration timeout = bed.facts().zookeeperSessionTimeout();

        bed.daemons().signal(zookeeper, Signal.STOP);
        Instant end = bed.now().plus(timeout.multipliedBy(3).dividedBy(5));
        await().atMost(timeout).until(() -> bed.now().isAfter(end));
        bed.daemons().signal(zookeeper, Signal.CONT);

        await().during(timeout).atMost(Bed.SOON).until(() -> bed.leads().orElse("").equals(leader)
                && framework.events().since(mark, event -> event.getType() != Event.Type.HEARTBEAT).isEmpty());
        assertThat(bed.daemons().ends(leader)).isEqualTo(ends);
        assertThat(bed.operators().agents().getAgentsList()).hasSize(3).allMatch(agent -> agent.getActive());
    }
}
