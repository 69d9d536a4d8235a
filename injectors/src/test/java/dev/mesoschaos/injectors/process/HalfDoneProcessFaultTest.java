package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeShell.Breaking;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault on daemons that breaks anywhere is taken back completely. */
class HalfDoneProcessFaultTest extends DaemonCase {

    private static final String AS_BEFORE = "a1 serves[]; a2 serves[]; ";

    static Stream<Arguments> faults() {
        return Stream.<Supplier<FaultType<ProcessPlan>>>of(ProcessKill::new, ProcessPause::new, DaemonRestart::new)
                .flatMap(fault -> Stream.of(Breaking.values()).map(breaking -> Arguments.of(fault.get(), breaking)));
    }

    private int commands(Runnable action) {
        int before = shell.hosts.size();
        action.run();
        return shell.hosts.size() - before;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anInjectionThatBreaksAtAnyCommandIsUndoneCompletely(FaultType<ProcessPlan> fault, Breaking breaking) {
        ProcessPlan whole = plan(fault, "{}");
        int count = commands(() -> fault.inject(whole, cluster.context()));
        cluster.undo(fault, whole);
        assertThat(count).isGreaterThanOrEqualTo(2);
        for (int k = 1; k <= count; k++) {
            ProcessPlan plan = plan(fault, "{}");
            await("as before").until(() -> looks(plan).equals(AS_BEFORE));
            shell.breakAt(k, breaking);

            Throwable broken = catchThrowable(() -> fault.inject(plan, cluster.context()));

            assertThat(broken).as("command %d", k).isInstanceOf(ClusterException.class);
            cluster.undo(fault, plan);
            await("as before, broken at command " + k).until(() -> looks(plan).equals(AS_BEFORE));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anUndoThatBreaksAtAnyCommandGoesOnWithTheOthersAndCanBeRepeated(
            FaultType<ProcessPlan> fault, Breaking breaking) {
        int count = fault.undoOnHosts(plan(fault, "{}")).size();
        assertThat(count).isEqualTo(2);
        for (int k = 1; k <= count; k++) {
            ProcessPlan plan = plan(fault, "{}");
            fault.inject(plan, cluster.context());
            shell.breakAt(k, breaking);

            Throwable broken = catchThrowable(() -> cluster.undo(fault, plan));

            assertThat(broken).as("command %d", k).isInstanceOf(ClusterException.class);
            String other = k == 1 ? "a2" : "a1";
            await("the other one").until(() -> supervisor.serves(other) && supervisor.holders(other).isEmpty());
            cluster.undo(fault, plan);
            await("as before, broken at command " + k).until(() -> looks(plan).equals(AS_BEFORE));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void undoingTwiceOrWithoutAnInjectionChangesNothing(FaultType<ProcessPlan> fault, Breaking unused) {
        long before = supervisor.pid("a1");
        ProcessPlan plan = plan(fault, "{}");

        cluster.undo(fault, plan);
        cluster.undo(fault, plan);

        assertThat(looks(plan)).isEqualTo(AS_BEFORE);
        assertThat(supervisor.pid("a1")).isEqualTo(before);
        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
    }
}
