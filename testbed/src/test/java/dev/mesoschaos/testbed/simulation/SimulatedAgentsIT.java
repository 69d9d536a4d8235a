package dev.mesoschaos.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.mesosclient.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The size that issue and README promise, with a real master, and what a cut rack does to it. About 40 s. */
class SimulatedAgentsIT {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgentsIT.class);
    private static final LongSupplier NANOS = SystemTime.nanos();
    private static final int AGENTS = 600;
    private static final int PER_RACK = 50;
    private static final int TASKS_PER_AGENT = 10;
    private static final int TASKS = AGENTS * TASKS_PER_AGENT;
    private static final long MB = 1_000_000;
    private static final long BUDGET_BYTES = 4L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void sixHundredAgentsRunSixThousandTasksAndACutRackIsUnreachableInTime() throws Exception {
        long start = NANOS.getAsLong();
        try (Flock flock = new Flock(directory, AGENTS, PER_RACK)) {
            OperatorClient operator = flock.operator();
            until(() -> active(operator) == AGENTS);
            LOG.info("{} agents registered after {} s from nothing", AGENTS, secondsSince(start));

            long launch = NANOS.getAsLong();
            try (CrowdedScheduler scheduler = new CrowdedScheduler(flock.http(), flock.leader(), TASKS, TASKS_PER_AGENT)) {
                until(() -> scheduler.count(TaskState.TASK_RUNNING) == TASKS);
                LOG.info("{} tasks run after {} s", TASKS, secondsSince(launch));
                assertThat(scheduler.statuses()).allMatch(SimulatedAgentsIT::isMarked);

                masterShowsThemAll(operator);
                fitIntoTheBudget(flock);
                aCutRackIsUnreachableInTime(flock, operator, scheduler);
            }
        }
    }

    private static void masterShowsThemAll(OperatorClient operator) {
        long start = NANOS.getAsLong();
        GetState state = operator.state();
        LOG.info("GET_STATE takes {} s and {} MB as protobuf", secondsSince(start), state.getSerializedSize() / MB);
        assertThat(state.getGetTasks().getTasksList())
                .hasSize(TASKS)
                .allMatch(task -> task.getState() == TaskState.TASK_RUNNING);
        assertThat(state.getGetAgents().getAgentsList())
                .extracting(agent -> agent.getAgentInfo().getHostname())
                .doesNotHaveDuplicates()
                .hasSize(AGENTS);
    }

    private static void fitIntoTheBudget(Flock flock) throws Exception {
        List<Long> bytes = flock.residentBytes();
        LOG.info("resident MB of ZooKeeper, master, simulator: {}", bytes.stream().map(all -> all / MB).toList());
        assertThat(bytes.stream().mapToLong(Long::longValue).sum()).isLessThan(BUDGET_BYTES);
    }

    private static void aCutRackIsUnreachableInTime(Flock flock, OperatorClient operator, CrowdedScheduler scheduler)
            throws Exception {
        long start = NANOS.getAsLong();
        assertThat(flock.ask("POST", 0, "/simulation/cut?rack=sr3")).isEqualTo("200 " + PER_RACK + " agents");
        until(() -> scheduler.count(TaskState.TASK_UNREACHABLE) > 0);
        double first = secondsSince(start);
        until(() -> scheduler.count(TaskState.TASK_UNREACHABLE) == PER_RACK * TASKS_PER_AGENT);
        double last = secondsSince(start);
        LOG.info("a cut rack's tasks are unreachable after {} to {} s", first, last);
        // The ping before the cut was answered up to a period earlier.
        assertThat(first).isGreaterThan(Flock.PING_SECONDS * (Flock.PINGS - 1));
        assertThat(last).isLessThan(Flock.PING_SECONDS * (Flock.PINGS + 1) + 1);
        assertThat(active(operator)).isEqualTo(AGENTS - PER_RACK);
        assertThat(scheduler.count(TaskState.TASK_RUNNING)).isEqualTo(TASKS - PER_RACK * TASKS_PER_AGENT);

        assertThat(flock.ask("POST", 0, "/simulation/heal?rack=sr3")).startsWith("200");
        until(() -> scheduler.count(TaskState.TASK_RUNNING) == TASKS);
        assertThat(active(operator)).isEqualTo(AGENTS);
    }

    private static boolean isMarked(TaskStatus status) {
        return status.getLabels().getLabelsList().stream().anyMatch(label -> label.getKey().equals("simulated"));
    }

    private static long active(OperatorClient operator) {
        return operator.agents().getAgentsList().stream().filter(agent -> agent.getActive()).count();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(condition);
    }

    private static double secondsSince(long nanos) {
        return Duration.ofNanos(NANOS.getAsLong() - nanos).toMillis() / 1e3;
    }
}
