package dev.mesoschaos.workloads.framework;

import static org.apache.mesos.v1.Protos.TaskState.TASK_DROPPED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FINISHED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STARTING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CanaryTest {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MANY = 100;

    private final World world = World.running();

    @Test
    void aCanaryWithoutAnyOfferFailsAtItsDeadlineOnce() {
        World empty = new World();
        empty.subscribe("m1");
        canary(empty, "c1");
        empty.after(Duration.ofSeconds(20));

        assertThat(empty.written(Event.Canary.class)).singleElement().satisfies(canary -> {
            assertThat(canary.inTime()).isFalse();
            assertThat(canary.launched()).isEmpty();
            assertThat(canary.detail()).contains("no offer");
        });
    }

    @Test
    void aCanaryThatWasDueBeforeThereWasAMasterSaysSo() {
        World alone = new World();
        canary(alone, "c1");
        alone.after(Duration.ofSeconds(6));

        assertThat(alone.written(Event.Canary.class)).singleElement()
                .satisfies(canary -> assertThat(canary.detail()).contains("not subscribed"));
    }

    @Test
    void aCanaryThatNeverLeavesStagingFailsAndIsKilled() {
        canary(world, "c1");
        world.update("c1-1", TASK_STARTING);
        world.after(Duration.ofSeconds(6));

        assertThat(world.written(Event.Canary.class)).singleElement().satisfies(canary -> {
            assertThat(canary.inTime()).isFalse();
            assertThat(canary.detail()).contains("TASK_STARTING");
        });
        assertThat(world.killed()).contains("c1-1");
    }

    @Test
    void aCanaryIsPlacedAtOnceAndItsRunIsWrittenOnce() {
        canary(world, "c1");
        assertThat(world.launches()).extracting(Launch::task).containsExactly("c1-1");
        world.update("c1-1", TASK_RUNNING);
        world.update("c1-1", TASK_FINISHED);
        world.after(Duration.ofSeconds(10));

        assertThat(world.written(Event.Canary.class)).singleElement()
                .satisfies(canary -> assertThat(canary.inTime()).isTrue());
        assertThat(world.killed()).isEmpty();
    }

    @Test
    void aCanaryWhoseEndIsHeardBeforeItsRunHasRun() {
        canary(world, "c1");
        world.update("c1-1", TASK_FINISHED);

        assertThat(world.written(Event.Canary.class)).singleElement()
                .satisfies(canary -> assertThat(canary.inTime()).isTrue());
    }

    @Test
    void aCanaryThatIsDroppedIsLaunchedAgainWithinItsDeadline() {
        canary(world, "c1");
        world.update("c1-1", TASK_DROPPED);
        world.offerAll();
        world.update("c1-2", TASK_RUNNING);

        assertThat(world.written(Event.Canary.class)).singleElement().satisfies(canary -> {
            assertThat(canary.inTime()).isTrue();
            assertThat(canary.task()).isEqualTo("c1");
            assertThat(canary.launched()).isPresent();
        });
    }

    @Test
    void aCanaryIsNotLaunchedAgainAfterItsDeadline() {
        canary(world, "c1");
        world.after(Duration.ofSeconds(6));
        world.update("c1-1", TASK_DROPPED);
        world.offerAll();
        world.after(Duration.ofSeconds(1));

        assertThat(world.launches()).hasSize(1);
    }

    @Test
    void anUnreachableCanaryThatReturnsAfterItsReplacementIsKilled() {
        canary(world, "c1");
        world.update("c1-1", TASK_UNREACHABLE);
        world.offerAll();
        world.update("c1-2", TASK_RUNNING);
        world.update("c1-1", TASK_RUNNING);

        assertThat(world.killed()).containsExactly("c1-1");
        assertThat(world.written(Event.Canary.class)).hasSize(1);
    }

    @Test
    void anAnswerThatArrivedInTimeCountsThoughItIsHandledLate() {
        canary(world, "c1");
        world.after(DEADLINE.plusMillis(200));
        assertThat(world.written(Event.Canary.class)).isEmpty();
        world.update("c1-1", TASK_RUNNING);

        assertThat(world.written(Event.Canary.class)).singleElement()
                .satisfies(canary -> assertThat(canary.inTime()).isFalse());
    }

    @Test
    void canariesGoToAllRacks() {
        for (int i = 0; i < 12; i++) {
            canary(world, "c" + i);
            world.offerAll();
        }
        Map<String, Long> perRack = world.launches().stream().collect(
                Collectors.groupingBy(launch -> launch.agent().rack(), Collectors.counting()));

        assertThat(perRack).isEqualTo(Map.of("r1", 4L, "r2", 4L, "r3", 4L));
    }

    @Test
    void canariesAreNoneOfTheTasksOfApps() {
        canary(world, "c1");
        world.update("c1-1", TASK_RUNNING);

        assertThat(world.written(Event.TaskUpdate.class)).isEmpty();
        assertThat(world.written(Event.TaskLaunch.class)).isEmpty();
        assertThat(world.framework.missing()).isZero();
    }

    @Test
    void aCanaryOfARackRunsThereOrNotAtAll() {
        world.framework.canary(new Canary(request(world, "c1", Optional.of("r2"), MANY)), world.now());
        world.framework.canary(new Canary(request(world, "c2", Optional.of("r9"), MANY)), world.now());
        world.after(Duration.ofSeconds(6));

        assertThat(world.launches()).singleElement()
                .satisfies(launch -> assertThat(launch.agent().rack()).isEqualTo("r2"));
        assertThat(world.written(Event.Canary.class)).filteredOn(canary -> canary.task().equals("c2")).singleElement()
                .satisfies(canary -> assertThat(canary.detail()).isEqualTo("no offer had room for it in rack r9"));
    }

    @Test
    void aCanaryWaitsWhileAsManyAsMayBeAreUnderWay() {
        world.framework.canary(new Canary(request(world, "c1", Optional.empty(), 1)), world.now());
        world.framework.canary(new Canary(request(world, "c2", Optional.empty(), 1)), world.now());
        assertThat(world.launches()).hasSize(1);
        world.update("c1-1", TASK_RUNNING);
        world.update("c1-1", TASK_FINISHED);
        world.offerAll();

        assertThat(world.launches()).extracting(Launch::task).containsExactly("c1-1", "c2-1");
    }

    @Test
    void aCanaryThatWaitedForOthersInVainSaysSo() {
        world.framework.canary(new Canary(request(world, "c1", Optional.empty(), 1)), world.now());
        world.framework.canary(new Canary(request(world, "c2", Optional.empty(), 1)), world.now());
        world.after(Duration.ofSeconds(6));

        assertThat(world.launches()).hasSize(1);
        assertThat(world.written(Event.Canary.class)).filteredOn(canary -> canary.task().equals("c2")).singleElement()
                .satisfies(canary -> assertThat(canary.detail()).contains("no more than 1 may be under way"));
    }

    private static CanaryRequest request(World world, String id, Optional<String> rack, int atOnce) {
        return new CanaryRequest(id, world.now(), DEADLINE, 0.01, 8, Optional.empty(), rack, atOnce);
    }

    private static void canary(World world, String id) {
        world.framework.canary(new Canary(request(world, id, Optional.empty(), MANY)), world.now());
    }
}
