package dev.mesoschaos.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import dev.mesoschaos.scenarios.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole workload over HTTP against a master of the test, with its tasks as real processes. */
class BuiltInWorkloadIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AppSpec WEB =
            new AppSpec("web", 2, 0.1, 32, new AppSpec.Program.Http(), AppSpec.Spread.RACK);

    @TempDir
    private Path directory;

    private final List<Event> journal = new CopyOnWriteArrayList<>();
    private FakeMaster master;
    private Workload workload;

    @BeforeEach
    void start() throws IOException {
        master = new FakeMaster();
        RunContext context = new RunContext(
                "run", new LoopbackCluster(master.port()), journal::add, Clock.system(), new Seed(1), directory);
        workload = Plugins.find().workloads().getFirst().start(List.of(WEB), context);
    }

    @AfterEach
    void stop() {
        workload.close();
        master.close();
    }

    @Test
    void aTaskThatDiesIsReplacedByOneThatAnswers() throws Exception {
        await().atMost(SOON).until(() -> workload.unsettled().isEmpty());
        master.process("web.0-1").destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> assertThat(workload.endpoints("web"))
                .extracting(Workload.Endpoint::task).containsExactlyInAnyOrder("web.0-2", "web.1-1"));
        assertThat(events(Event.TaskLaunch.class)).extracting(launch -> launch.replaces().orElse("nothing"))
                .containsExactly("nothing", "nothing", "web.0-1");
        for (Workload.Endpoint endpoint : workload.endpoints("web")) {
            await().atMost(SOON).ignoreExceptions().untilAsserted(
                    () -> assertThat(get(endpoint)).isEqualTo(endpoint.task() + "\n"));
        }
    }

    @Test
    void aTaskThatRunsAsMesosSaysButGivesNoSignOfLifeIsUnsettled() throws Exception {
        await().atMost(SOON).until(() -> workload.unsettled().isEmpty());
        signal("STOP", "web.0-1");

        await().atMost(SOON).untilAsserted(() -> assertThat(workload.unsettled()).singleElement().asString()
                .isEqualTo("web.0-1 runs on a1 as Mesos says, but gives no sign of life"));
        signal("CONT", "web.0-1");
        await().atMost(SOON).until(() -> workload.unsettled().isEmpty());
    }

    @Test
    void tasksReportTheirLivesToTheCollector() {
        // One that is ended before it is up says nothing.
        await().atMost(SOON).untilAsserted(() -> assertThat(events(Event.TaskMark.class))
                .extracting(mark -> List.of(mark.task(), mark.host(), mark.mark()))
                .contains(List.of("web.0-1", "a1", Event.Mark.BEAT), List.of("web.1-1", "a1", Event.Mark.BEAT)));
        workload.close();

        assertThat(events(Event.TaskMark.class)).filteredOn(mark -> mark.mark() == Event.Mark.STOP)
                .extracting(Event.TaskMark::task).containsExactlyInAnyOrder("web.0-1", "web.1-1");
        assertThat(master.process("web.0-1").isAlive()).isFalse();
        assertThat(said(Call.Type.TEARDOWN)).isEqualTo(1);
    }

    @Test
    void aCanaryRunsWithinItsDeadlineAndIsEnded() {
        await().atMost(SOON).until(() -> workload.unsettled().isEmpty());
        Duration deadline = Duration.ofSeconds(5);
        workload.launchCanary(new CanaryRequest(
                "canary-1", Clock.system().now(), deadline, 0.01, 8, Optional.empty(), Optional.empty(), 1));

        await().atMost(SOON).until(() -> !events(Event.Canary.class).isEmpty());
        assertThat(events(Event.Canary.class)).singleElement().satisfies(canary -> {
            assertThat(canary.running()).isPresent();
            assertThat(Duration.between(canary.at(), canary.running().orElseThrow())).isLessThan(deadline);
        });
        await().atMost(SOON).until(() -> !master.process("canary-1-1").isAlive());
    }

    @Test
    void aLostStreamIsNotedAndAllTasksAreAskedForAfterwards() {
        await().atMost(SOON).until(() -> workload.unsettled().isEmpty());
        master.dropStream();

        await().atMost(SOON).until(() -> said(Call.Type.RECONCILE) == 1);
        assertThat(said(Call.Type.SUBSCRIBE)).isEqualTo(2);
        assertThat(events(Event.Note.class)).anySatisfy(note -> assertThat(note.text()).contains("lost its stream"));
        assertThat(events(Event.LeaderSeen.class)).extracting(Event.LeaderSeen::host).containsExactly("m1", "", "m1");
        assertThat(workload.unsettled()).isEmpty();
    }

    @Test
    void everyUpdateIsAcknowledged() {
        await().atMost(SOON).until(() -> workload.unsettled().isEmpty());
        master.update("web.0-1", TaskState.TASK_RUNNING);

        await().atMost(SOON).until(() -> said(Call.Type.ACKNOWLEDGE) == 3);
    }

    private void signal(String name, String task) throws Exception {
        String pid = Long.toString(master.process(task).pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }

    private long said(Call.Type type) {
        return master.calls.stream().filter(call -> call.getType() == type).count();
    }

    private <T extends Event> List<T> events(Class<T> type) {
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static String get(Workload.Endpoint endpoint) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + endpoint.address() + "/")).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
