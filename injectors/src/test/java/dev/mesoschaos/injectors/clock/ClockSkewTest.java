package dev.mesoschaos.injectors.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ClockSkewTest {

    private final ClockSkew fault = new ClockSkew();
    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    private final LiveFaultContext context = cluster.context();
    private final Map<String, Long> offsets = new ConcurrentHashMap<>();
    private String stubborn = "";

    ClockSkewTest() {
        cluster.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            if (command.getFirst().equals("date")) {
                long seconds = Clock.system().now().getEpochSecond() + offsets.getOrDefault(host, 0L);
                return new Shell.Result(0, seconds + ".500000000\n", "");
            }
            if (host.equals(stubborn)) {
                return new Shell.Result(1, "", "date: cannot set date: Operation not permitted\n");
            }
            if (command.size() == 7) {
                offsets.put(host, Long.valueOf(command.getLast()));
            } else {
                offsets.remove(host);
            }
            return new Shell.Result(0, "", "");
        });
    }

    @Test
    void aHostWhoseClockCannotBeSetIsNamed() {
        stubborn = "a2";
        ClockPlan plan = plan("{offset: 1h}");

        assertThatThrownBy(() -> fault.inject(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the clock of a2 cannot be set: date: cannot set date: Operation not permitted");

        stubborn = "";
        cluster.undo(fault, plan);
        assertThat(offsets).isEmpty();
    }

    @Test
    void clocksAreWrongUntilTheUndo() {
        ClockPlan plan = plan("{offset: 1h, direction: back}");
        assertThat(fault.verifyEffect(plan, context).holds()).isFalse();

        fault.inject(plan, context);
        assertThat(fault.verifyEffect(plan, context).holds()).isTrue();
        assertThat(fault.verifyUndone(plan, context).holds()).isFalse();
        assertThat(fault.verifyEffect(plan, context).detail()).contains("a1 -3", "a2 -3");

        cluster.undo(fault, plan);
        assertThat(fault.verifyUndone(plan, context).holds()).isTrue();
    }

    @Test
    void aClockThatSomebodySetRightMeanwhileIsTold() {
        ClockPlan plan = plan("{offset: 1h}");
        fault.inject(plan, context);
        offsets.remove("a2");

        assertThat(fault.verifyHeld(plan, context).holds()).isFalse();
    }

    private ClockPlan plan(String parameters) {
        return Samples.planner(fault, parameters).plan(cluster.targets("a1", "a2"), cluster.situation("skew-1"));
    }
}
