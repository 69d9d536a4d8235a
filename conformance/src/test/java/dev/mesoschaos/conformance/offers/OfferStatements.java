package dev.mesoschaos.conformance.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** When offers come, and when they are void. */
@Statements
class OfferStatements {

    @Statement(value = 27, words = "SUPPRESS stops new offers, outstanding ones stay valid; REVIVE ends it")
    void suppressStopsOffers(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s27"));
        String agent = bed.agent(1);
        Offer offer = framework.offer(agent);
        framework.decline(0, framework.offer(bed.agent(2)).getId());
        framework.send(Call.newBuilder().setType(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder()));
        int mark = framework.mark();

        framework.launch(offer, 0, Tasks.shell("t27", offer, Tasks.SLEEP));

        framework.status(mark, "t27", TaskState.TASK_RUNNING);
        assertNoOffers(bed, framework, mark);
        Instant revived = bed.now();
        framework.revive();
        assertThat(framework.awaitOffer(mark, agent, Bed.SOON).after(revived)).isLessThan(Bed.AT_ONCE);
    }

    @Statement(value = 27, words = "SUPPRESS ends with an UPDATE_FRAMEWORK whose suppressed_roles lacks the role, at the next batch")
    void anUpdateOfTheFrameworkEndsSuppression(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s27-update"));
        framework.offer(bed.agent(1));
        framework.quiet();
        int mark = framework.mark();
        assertNoOffers(bed, framework, mark);

        Instant updated = bed.now();
        assertThat(framework.send(Call.newBuilder().setType(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(
                Call.UpdateFramework.newBuilder().setFrameworkInfo(framework.info()))).status()).isEqualTo(200);

        assertThat(framework.awaitOffer(mark, bed.agent(1), Bed.SOON).after(updated))
                .isLessThan(bed.facts().allocationInterval().plus(Bed.AT_ONCE));
    }

    @Statement(value = 28, words = "when an offered agent's socket breaks, RESCIND at once")
    void aBrokenSocketRescinds(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s28"));
        Offer offer = framework.offer(bed.agent(1));
        Offer other = framework.offer(bed.agent(2));
        int mark = framework.mark();

        Instant killed = bed.now();
        bed.daemons().signal(bed.agent(1), Signal.KILL);

        Heard<Event> rescind = framework.events().await(mark, Bed.SOON, "RESCIND", event -> event.hasRescind());
        assertThat(rescind.after(killed)).isLessThan(Bed.AT_ONCE);
        assertThat(rescind.event().getRescind().getOfferId()).isEqualTo(offer.getId()).isNotEqualTo(other.getId());
    }

    @Statement(value = 29, words = "ACCEPT of a rescinded offer: TASK_DROPPED or TASK_LOST, INVALID_OFFERS, no uuid")
    void aVoidOfferDropsTheTask(Bed bed) {
        assertVoid(bed, Frameworks.aware("s29"), TaskState.TASK_DROPPED);
        assertVoid(bed, Frameworks.plain("s29-unaware"), TaskState.TASK_LOST);
    }

    private static void assertVoid(Bed bed, FrameworkInfo.Builder info, TaskState state) {
        Framework framework = bed.framework(info);
        Offer offer = framework.offer(bed.agent(1));
        OfferID gone = OfferID.newBuilder().setValue(offer.getId().getValue() + "0").build();
        int mark = framework.mark();

        framework.accept(List.of(gone), Filters.getDefaultInstance(), Tasks.shell("gone", offer, "true"));

        TaskStatus status = framework.status(mark, "gone", state).event();
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
        assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
        assertThat(status.hasUuid()).isFalse();
        assertThat(status.getMessage()).isEqualTo(
                "Task launched with invalid offers: Offer " + gone.getValue() + " is no longer valid");

        framework.accept(List.of(), Filters.getDefaultInstance(), Tasks.shell("none", offer, "true"));
        assertThat(framework.status(mark, "none", state).event().getMessage()).endsWith("No offers specified");

        int both = framework.mark();
        Instant accepted = bed.now();
        framework.accept(List.of(offer.getId(), gone), Filters.newBuilder().setRefuseSeconds(3600).build(),
                Tasks.shell("both", offer, "true"));
        framework.status(both, "both", state);
        assertThat(framework.awaitOffer(both, bed.agent(1), Bed.SOON).after(accepted))
                .isLessThan(bed.facts().allocationInterval().plus(Bed.AT_ONCE));
        framework.teardown();
    }

    private static void assertNoOffers(Bed bed, Framework framework, int mark) {
        await().during(bed.facts().allocationInterval().multipliedBy(2)).atMost(Bed.SOON)
                .until(() -> framework.events().since(mark, event -> event.hasOffers()).isEmpty());
    }
}
