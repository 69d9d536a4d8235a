package dev.mesoschaos.conformance.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;

/** Who gets the only agent. */
@Statements
@Setup(masters = 1, agents = 1)
class FairnessStatements {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    @Statement(value = 32, words = "two frameworks of equal weight alternate, whole agent each time, while neither holds resources")
    void equalsTakeTurns(Bed bed) {
        assertFair(bed, Frameworks.aware("s32-a"), Frameworks.aware("s32-b"));
    }

    @Statement(value = 32, words = "the same for two roles")
    void equalRolesTakeTurns(Bed bed) {
        assertFair(bed, Frameworks.aware("s32-ra", "ra"), Frameworks.aware("s32-rb", "rb"));
    }

    private static void assertFair(Bed bed, FrameworkInfo.Builder first, FrameworkInfo.Builder second) {
        Framework a = bed.framework(first);
        Offer whole = a.offer(bed.agent(1));
        Framework b = bed.framework(second);
        a.decline(0, whole.getId());

        List<Heard<Offer>> turns = turns(bed, a, b, 6);

        List<String> takers = turns.stream().map(turn -> turn.event().getFrameworkId().getValue()).toList();
        for (int i = 1; i < takers.size(); i++) {
            assertThat(takers.get(i)).as("turns of %s", takers).isNotEqualTo(takers.get(i - 1));
        }
        assertThat(turns).allSatisfy(turn ->
                assertThat(Tasks.amount(turn.event(), "cpus")).isEqualTo(Tasks.amount(whole, "cpus")));

        a.revive();
        Offer offer = take(a, b);
        a.launch(offer, 0, Tasks.shell("t32", offer, Tasks.SLEEP));
        a.status(0, "t32", TaskState.TASK_RUNNING);
        String richer = b.id().getValue();
        assertThat(turns(bed, a, b, 5).subList(1, 5)).allSatisfy(
                turn -> assertThat(turn.event().getFrameworkId().getValue()).isEqualTo(richer));
    }

    /** The next offer of the first, while the other declines all of its own. */
    private static Offer take(Framework a, Framework b) {
        Offer offer = next(a, b);
        while (!offer.getFrameworkId().equals(a.id())) {
            b.decline(0, offer.getId());
            offer = next(a, b);
        }
        return offer;
    }

    private static List<Heard<Offer>> turns(Bed bed, Framework a, Framework b, int count) {
        List<Heard<Offer>> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Offer offer = next(a, b);
            turns.add(new Heard<>(bed.now(), offer));
            (offer.getFrameworkId().equals(a.id()) ? a : b).decline(0, offer.getId());
        }
        return turns;
    }

    /** The offer that one of them holds or gets. */
    private static Offer next(Framework a, Framework b) {
        return await().atMost(Bed.SOON).pollInterval(LOOK_EVERY).until(
                () -> Stream.concat(a.outstanding().stream(), b.outstanding().stream()).findFirst(),
                Optional::isPresent).orElseThrow();
    }
}
