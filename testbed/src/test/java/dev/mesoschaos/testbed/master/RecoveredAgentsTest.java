package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.Settings;
import dev.mesoschaos.testbed.master.registry.Registry;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents that a new leader knows from the registry alone (mesos-facts 4.4-10). */
class RecoveredAgentsTest {

    private final ScheduledThreadPoolExecutor actor = new HurriedActor();
    private final BlockingQueue<String> deaths = new LinkedBlockingQueue<>();
    private final Cluster cluster = new Cluster(
            MasterInfo.newBuilder().setId("m").setIp(1).setPort(5050).build(), SystemTime.clock(), new Counters());

    /** On it ten minutes are a tenth of a second; what comes after its end is thrown away. */
    private static final class HurriedActor extends ScheduledThreadPoolExecutor {

        HurriedActor() {
            super(1, new DiscardPolicy());
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            return super.schedule(command, delay / 6000, unit);
        }
    }

    /** A registry that nobody can take away. */
    private static final class Memory implements Registry {

        @Override
        public CompletableFuture<RegistryState> recover() {
            return CompletableFuture.completedFuture(RegistryState.EMPTY);
        }

        @Override
        public CompletableFuture<Void> store(RegistryState state) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @AfterEach
    void stop() {
        actor.shutdownNow();
    }

    private static AgentInfo agent(int number) {
        return AgentInfo.newBuilder()
                .setHostname("h")
                .setId(AgentID.newBuilder().setValue("old-S" + number))
                .build();
    }

    /** Three of the registry's agents do not return; one does. */
    private void lead(String limit) {
        RegistryState registry = RegistryState.EMPTY;
        for (int number = 0; number < 4; number++) {
            registry = registry.admit(agent(number));
        }
        cluster.registry(registry);
        cluster.recovered().putAll(registry.admitted());
        MasterFlags flags = MasterFlags.parse(
                "--zk=zk://h:2181/mesos", "--work_dir=w", "--recovery_agent_removal_limit=" + limit);
        Settings settings = new Settings(Duration.ofSeconds(1), List.of(), Optional.empty());
        Allocator allocator = new Allocator(settings, SystemTime.nanos(), SystemTime.random(1));
        OperatorEvents observers = new OperatorEvents(cluster, actor);
        Offers offers = new Offers(cluster, allocator, Optional.empty(), actor);
        Parts parts = new Parts(
                cluster,
                allocator,
                new Tasks(cluster, allocator, observers),
                offers,
                new InverseOffers(cluster, allocator, offers, Duration.ofSeconds(1)),
                observers,
                actor);
        RemovalQueue removals = new RemovalQueue(Optional.empty(), SystemTime.nanos(), actor);
        OperationFeedback feedback = new OperationFeedback(cluster);
        AgentLoss loss = new AgentLoss(
                parts,
                new Registrar(cluster, new Memory(), actor, deaths::add),
                removals,
                new AgentParting(parts, removals, feedback),
                feedback,
                Defect.NONE);
        actor.execute(() -> {
            new RecoveredAgents(parts, loss, flags, deaths::add).await();
            cluster.recovered().remove("old-S0");
        });
    }

    private int unreachable() throws Exception {
        return actor.submit(() -> cluster.registry().unreachable().size()).get(10, TimeUnit.SECONDS);
    }

    @Test
    void whereMoreThanAllowedStayAwayTheMasterEndsAndGivesUpNone() throws Exception {
        lead("74%");

        assertThat(deaths.poll(20, TimeUnit.SECONDS))
                .startsWith("Post-recovery agent removal limit exceeded! After 10mins there were 3 agents");
        assertThat(unreachable()).isZero();
    }

    @Test
    void asManyAsAllowedBecomeUnreachable() {
        lead("75%");

        await().atMost(Duration.ofSeconds(20)).until(() -> unreachable() == 3);

        assertThat(deaths).isEmpty();
        assertThat(cluster.registry().admitted()).containsOnlyKeys("old-S0");
    }
}
