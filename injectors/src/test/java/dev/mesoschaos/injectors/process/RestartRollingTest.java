package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Services;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestartRollingTest extends DaemonCase {

    private final RestartRolling fault = new RestartRolling();
    private final Set<String> out = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    private void haveServices() {
        cluster.powers.put(Services.class, (Services) host -> {
            asked.incrementAndGet();
            return supervisor.serves(host) && !out.contains(host);
        });
    }

    @Test
    void daemonsAreRestartedOneAfterAnotherAndEachServesBeforeTheNext() {
        haveServices();
        RollingPlan plan = plan(fault, "{pace: 0s}");
        long first = supervisor.pid("a1");
        long second = supervisor.pid("a2");
        out.add("a1");

        fault.inject(plan, context);

        await("a new a1").until(() -> supervisor.runs("a1") && supervisor.pid("a1") != first);
        assertThat(fault.verifyEffect(plan, context).detail())
                .isEqualTo("0 of 2 restarted, never fewer than 1 of 2 left");
        assertThat(supervisor.pid("a2")).as("while a1 does not serve").isEqualTo(second);

        out.clear();

        Evidence done = soon(() -> fault.verifyEffect(plan, context));
        assertThat(done.detail()).isEqualTo("2 of 2 restarted, never fewer than 1 of 2 left");
        assertThat(done.since()).isPresent();
        assertThat(supervisor.pid("a2")).isNotEqualTo(second);
        cluster.undo(fault, plan);
        soon(() -> fault.verifyUndone(plan, newProcess()));
    }

    @Test
    void nobodyIsRestartedWhileTooFewOthersServe() {
        haveServices();
        RollingPlan plan = plan(fault, "{pace: 0s}");
        long first = supervisor.pid("a1");
        out.add("a2");

        fault.inject(plan, context);

        await("looks at the other one").until(() -> asked.get() > 3);
        assertThat(supervisor.pid("a1")).isEqualTo(first);
        out.clear();
        soon(() -> fault.verifyEffect(plan, context));
        assertThat(supervisor.pid("a1")).isNotEqualTo(first);
        cluster.undo(fault, plan);
    }

    @Test
    void theUndoStopsItAtOnce() {
        haveServices();
        RollingPlan plan = plan(fault, "{pace: 1h}");
        fault.inject(plan, context);
        await("the first").until(() -> fault.verifyEffect(plan, context).detail().startsWith("1 of 2"));
        long second = supervisor.pid("a2");
        Rolling rolling = (Rolling) context.kept().orElseThrow();

        fault.undo(plan, context);

        await("its end").untilAsserted(() -> assertThatThrownBy(rolling::progress)
                .isInstanceOf(ClusterException.class)
                .hasMessage("stopped after 1 restarts"));
        soon(() -> fault.verifyUndone(plan, newProcess()));
        assertThat(supervisor.pid("a2")).isEqualTo(second);
    }

    @Test
    void aDaemonThatCannotBeEndedIsToldAtOnce() {
        haveServices();
        RollingPlan plan = plan(fault, "{}");
        shell.breakAt(1, FakeShell.Breaking.BEFORE);

        fault.inject(plan, context);

        await("failure").untilAsserted(() -> assertThatThrownBy(() -> fault.verifyEffect(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessage("a process of a1 cannot be commanded: broken"));
    }

    @Test
    void aFloorThatLeavesNobodyToRestartIsRefused() {
        assertThatThrownBy(() -> plan(fault, "{survivors: all}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a restart takes one of 2 daemons away, so that 2 survivors cannot be kept: "
                        + "at most 1 can be asked for");
        assertThat(plan(fault, "{survivors: 50%}").survivors()).isEqualTo(1);
        assertThat(plan(fault, "{}").survivors()).isEqualTo(1);
        assertThat(Samples.planner(fault, "{}").describe(plan(fault, "{}"))).first().isEqualTo(
                "a1: SIGTERM to the daemon, which is started again, while 1 others of 2 serve");
        assertThat(Samples.planner(fault, "{}").mechanisms()).containsExactly(Set.of(Capability.DAEMONS));
    }
}
