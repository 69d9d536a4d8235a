package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.injectors.resource.BurnPlan;
import dev.mesoschaos.injectors.traffic.TrafficPlan;
import dev.mesoschaos.injectors.traffic.UplinkPlan;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault on packets or resources whose commands all succeed and do nothing is not taken for one that bites. */
class NoHarmTest {

    private final List<String> commands = new ArrayList<>();
    private final FakeCluster cluster = DrillGround.cluster("a1", "a2", "a3", "a4", "a5", "a6", "p1", "p2", "z1", "z2");

    static Stream<LeasedHarm<?>> harms() {
        return LeasedHarms.all().stream().filter(harm -> harm.plan() instanceof TrafficPlan
                || harm.plan() instanceof BurnPlan
                || harm.plan() instanceof UplinkPlan);
    }

    @ParameterizedTest
    @MethodSource("harms")
    <P> void commandsThatSucceedAndDoNothingAreNoEffect(LeasedHarm<P> harm) {
        cluster.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            commands.add(host);
            return new Shell.Result(0, "", "");
        });
        cluster.powers.put(Uplinks.class, new Uplinks() {
            @Override
            public OptionalLong bitsPerSecond() {
                return OptionalLong.of(1_000_000);
            }

            @Override
            public long sentBytes(String rack) {
                return 0;
            }
        });

        harm.fault().inject(harm.plan(), cluster.context());

        assertThat(commands).isNotEmpty();
        assertThat(holds(() -> harm.fault().verifyEffect(harm.plan(), cluster.context()))).as("effect").isFalse();
        assertThat(holds(() -> harm.fault().verifyHeld(harm.plan(), cluster.context()))).as("held").isFalse();
    }

    /** What cannot be judged does not hold, as the engine sees it. */
    private static boolean holds(Supplier<Evidence> look) {
        try {
            return look.get().holds();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
