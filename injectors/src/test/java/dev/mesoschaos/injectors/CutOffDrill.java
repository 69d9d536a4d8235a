package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.network.NetworkShell;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs within namespaces of its own: makes a partition that cuts this process off from the host it is made on. */
final class CutOffDrill {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration PROMISED = LEASE.plusSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private CutOffDrill() {}

    public static void main(String[] args) throws Exception {
        Clock clock = Clock.system();
        DrillGround ground = new DrillGround();
        Address server = ground.hosts.getFirst().service();
        List<String> serving = new ArrayList<>(Enclosed.java(NetworkShell.Server.class));
        serving.add(server.toString());
        ground.shell.start("a1", serving.toArray(String[]::new));
        NetworkShell network = new NetworkShell(server);
        await("the server on a1").until(network::connects);
        Shell shell = (host, command, stdin, timeout) ->
                (host.equals("a1") ? network : ground.shell).run(host, command, stdin, timeout);
        LeasedHarm<PartitionPlan> harm = LeasedHarms.partition("cut", true, "a1", "a2");
        Queue<String> lost = new ConcurrentLinkedQueue<>();
        OpenHarm<PartitionPlan> open = harm.open(shell, "cut-off", "cut-1", LEASE);

        assertThatThrownBy(() -> open.injectUnder())
                .as("a cut that nobody could take back")
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("the lease is over on a");
        assertThat(network.connects()).isTrue();
        assertThat(ground.residue()).isEmpty();

        Thread injecting = Thread.ofPlatform().start(() -> inject(open, lost));
        await("the cut").pollInterval(LOOK_EVERY).until(() -> !network.connects());
        Instant cut = clock.now();
        Process sleep = new ProcessBuilder("sleep", "" + PROMISED.toSeconds()).start();
        await("the end of the cut").pollInterval(LOOK_EVERY).until(network::connects);
        Duration took = Duration.between(cut, clock.now());
        Instant slept = sleep.onExit().thenApply(ended -> clock.now()).join();

        assertThat(took).isLessThan(Duration.between(cut, slept));
        await("the news").until(() -> lost.stream().anyMatch(why -> why.startsWith("the lease on a1 ")));
        injecting.join();
        open.undo();
        await("nothing").untilAsserted(() -> assertThat(ground.residue()).isEmpty());
        System.out.printf("cut off for %d ms, lease: %d ms%nDRILLED%n", took.toMillis(), LEASE.toMillis());
    }

    /** The answer to the command that cuts does not come any more, or late. */
    private static void inject(OpenHarm<?> open, Queue<String> lost) {
        try {
            open.inject(lost::add);
        } catch (ClusterException e) {
            System.out.println("not injected on all hosts: " + e.getMessage());
        }
    }
}
