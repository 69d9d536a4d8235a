package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.lease.HereShell;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on hosts are made under leases only. */
class LeasedInjectionTest {

    private final Bench bench = new Bench();
    private final HereShell shell = new HereShell();

    @TempDir
    private Path directory;

    private Path harm;
    private FakeFault fault;

    @BeforeEach
    void aFaultOnTwoHosts() {
        harm = directory.resolve("harm");
        bench.cluster.powers.put(Shell.class, shell);
        fault = bench.fault("cut");
        fault.undoOnHosts = List.of(remove("a1"), remove("a2"));
        fault.injects = context -> context.power(Shell.class).run("a1", "touch", harm.toString());
        bench.objective(Bench.atMost(5));
    }

    private HostCommand remove(String host) {
        return new HostCommand(host, List.of("rm", "-f", harm.toString()), "");
    }

    @Test
    void theLeasesAreOnRecordBeforeTheInjectionAndTheHostsUndoWithTheHarness() throws IOException {
        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.PASSED);

        assertThat(bench.states("cut")).containsExactly(
                InjectionState.ARMED,
                InjectionState.INJECTING,
                InjectionState.ACTIVE,
                InjectionState.UNDOING,
                InjectionState.UNDONE);
        assertThat(bench.timeline.of(Event.Injection.class).getFirst().detail())
                .isEqualTo("leases of " + Leases.LENGTH.toSeconds() + " s on 2 host(s)");
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
        assertThat(harm).doesNotExist();
    }

    @Test
    void leasesAreAsLongAsTheUserSays() throws IOException {
        bench.settings.put(Leases.SETTING, "7s");

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.PASSED);

        assertThat(bench.timeline.of(Event.Injection.class).getFirst().detail()).isEqualTo("leases of 7 s on 2 host(s)");
    }

    @Test
    void withoutALeaseOnEachHostNothingIsInjectedAtAll() throws IOException {
        shell.breakOff("a2");

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("fault-cut was refused: no way to a2");
        assertThat(bench.states("cut")).containsExactly(InjectionState.INEFFECTIVE, InjectionState.UNDONE);
        assertThat(fault.calls).isEmpty();
        await("the end of the lease on a1").until(() -> HereShell.left(bench.runId).isEmpty());
    }

    @Test
    void aHostThatIsOffNeedsNeitherALeaseNorAnUndo() throws IOException {
        shell.breakOff("a2");
        bench.cluster.powers.put(Power.class, new OffSwitch("a2"));

        Result result = bench.run(directory);

        assertThat(result.verdict()).as(result.why()).isEqualTo(Verdict.PASSED);
        assertThat(bench.timeline.of(Event.Injection.class).getFirst().detail()).endsWith(" on 1 host(s)");
        assertThat(harm).doesNotExist();
    }

    @Test
    void aHostThatLosesItsPowerMeanwhileNeedsNoUndo() throws IOException {
        OffSwitch power = new OffSwitch("");
        bench.cluster.powers.put(Power.class, power);
        fault.injects = context -> {
            power.off("a2");
            shell.breakOff("a2");
        };

        Result result = bench.run(directory);

        assertThat(bench.states("cut")).as(result.why()).endsWith(InjectionState.UNDOING, InjectionState.UNDONE);
    }

    @Test
    void aHostThatTheUndoDoesNotNameIsNotTouched() throws IOException {
        fault.undoOnHosts = List.of(remove("a2"));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("no lease on a1");
        assertThat(harm).doesNotExist();
    }

    @Test
    void aLeaseThatIsLostEndsTheRun() throws IOException {
        bench.hold = Duration.ofMinutes(5);
        bench.method.set(0, bench.step("cut", fault));
        fault.injects = context -> new Leases(
                context.cluster(), bench.runId, "cut-1", fault.undoOnHosts, Leases.LENGTH).undo();

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(result.why()).contains("the lease on a", "has run out");
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
    }

    /** At most one host is off. */
    private static final class OffSwitch implements Power {

        private volatile String off;

        OffSwitch(String off) {
            this.off = off;
        }

        @Override
        public void off(String host) {
            off = host;
        }

        @Override
        public void on(String host) {
            throw new UnsupportedOperationException("nobody switches it on");
        }

        @Override
        public boolean isOn(String host) {
            return !host.equals(off);
        }
    }
}
