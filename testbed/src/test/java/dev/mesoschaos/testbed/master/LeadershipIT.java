package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;

/** Who leads, how leadership is lost, and what the next leader knows (statements 52 to 54 and 56). */
class LeadershipIT extends MasterCase {

    @Test
    void aMasterWithoutZooKeeperServesHealthAndHasNoLeader() throws Exception {
        bench.zooKeeper().close();
        MasterProcess master = bench.master("m1", 1);

        assertThat(bench.operator(master, "{\"type\":\"GET_HEALTH\"}"))
                .isEqualTo(new Bench.Answer(503, "No leader elected"));
        assertThat(bench.ask(master, "/health")).isEqualTo(new Bench.Answer(200, ""));
    }

    @Test
    void aLeaderWhoseZnodeIsRemovedExitsWithStatusOne() throws Exception {
        MasterProcess master = bench.leader();
        ZooKeeper remover = bench.keep(new ZooKeeper(bench.zooKeeper().connectString(), 5_000, event -> {}));
        String znode = remover.getChildren("/mesos", false).stream()
                .filter(child -> child.startsWith("json.info_"))
                .findFirst()
                .orElseThrow();
        remover.delete("/mesos/" + znode, -1);

        assertThat(master.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(master.process().exitValue()).isEqualTo(1);
    }

    @Test
    void aLeaderThatLosesItsSessionExitsWithStatusOne() throws Exception {
        MasterProcess master = bench.leader();

        bench.zooKeeper().close();

        assertThat(master.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(master.process().exitValue()).isEqualTo(1);
    }

    @Test
    void aNewLeaderKnowsTheAgentsFromTheRegistryAndTheTasksFromTheAgents() throws Exception {
        List<MasterProcess> masters = List.of(bench.master("m1", 2), bench.master("m2", 2), bench.master("m3", 2));
        MasterProcess first = leading(masters.stream());
        FakeAgent agent = bench.registered(first);
        FakeScheduler scheduler = bench.scheduler(first, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");

        first.close();
        MasterProcess second = leading(masters.stream().filter(master -> master != first));
        assertThat(bench.agents(second))
                .contains("\"agents\":[]", task.getAgentId().getValue());
        bench.returned(second, task.getAgentId(), Samples.running(scheduler.id(), task)).next(MasterMessage.Registered.class);
        FakeScheduler back = bench.scheduler(second, Samples.FRAMEWORK.toBuilder().setId(scheduler.id()).build());

        back.next(Event.Type.OFFERS);
        assertThat(bench.operator(second, "{\"type\":\"GET_TASKS\"}").body()).contains("\"state\":\"TASK_RUNNING\"");
        assertThat(back.drain()).noneMatch(event -> event.getType() == Event.Type.UPDATE);
    }

    private MasterProcess leading(Stream<MasterProcess> masters) {
        List<MasterProcess> candidates = masters.toList();
        return await().atMost(Duration.ofSeconds(40))
                .until(() -> candidates.stream().filter(this::leads).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private boolean leads(MasterProcess master) {
        try {
            return bench.operator(master, "{\"type\":\"GET_HEALTH\"}").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
