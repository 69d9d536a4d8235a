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
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;

/** How long resources stay away from who declined them. */
@Statements
class FilterStatements {

    private static final Duration DEFAULT_REFUSAL = Duration.ofSeconds(5);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration EARLY = Duration.ofMillis(50);

    @Statement(value = 24, words = "after DECLINE, resources return at the first batch after max(refuse_seconds, interval), 5 s by default")
    void declinedResourcesReturnAfterTheFilter(Bed bed) {
        assertReturnAfter(bed, Filters.getDefaultInstance(), DEFAULT_REFUSAL);
    }

    @Statement(value = 24, words = "the same with an allocation interval of 3 s")
    @Setup(masters = 1, agents = 1, masterFlags = "allocation_interval=3secs")
    void declinedResourcesReturnAtABatch(Bed bed) {
        assertReturnAfter(bed, Filters.getDefaultInstance(), DEFAULT_REFUSAL);
    }

    @Statement(value = 25, words = "refuse_seconds 0: the resources return with the next batch")
    void withoutAFilterResourcesReturnWithTheNextBatch(Bed bed) {
        assertReturnAfter(bed, Filters.newBuilder().setRefuseSeconds(0).build(), Duration.ZERO);
    }

    @Statement(value = 25, words = "the same with an allocation interval of 3 s")
    @Setup(masters = 1, agents = 1, masterFlags = "allocation_interval=3secs")
    void aDeclineBringsNoBatch(Bed bed) {
        assertReturnAfter(bed, Filters.newBuilder().setRefuseSeconds(0).build(), Duration.ZERO);
    }

    @Statement(value = 26, words = "REVIVE brings offers immediately")
    @Setup(masters = 1, agents = 1, masterFlags = "allocation_interval=3secs")
    void reviveForgetsFilters(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s26"));
        framework.decline(3600, framework.offer(bed.agent(1)).getId());
        int mark = framework.mark();

        Instant revived = bed.now();
        framework.revive();

        assertThat(framework.awaitOffer(mark, bed.agent(1), Bed.SOON).after(revived)).isLessThan(SLACK);
    }

    @Statement(value = 30, words = "a partial ACCEPT without filters hides the rest for 5 s")
    void aPartialAcceptHidesTheRest(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s30"));
        Offer offer = framework.offer(bed.agent(1));
        int mark = framework.mark();

        Instant accepted = bed.now();
        framework.accept(List.of(offer.getId()), Filters.getDefaultInstance(), Tasks.shell("t30", offer, Tasks.SLEEP));

        Duration away = framework.awaitOffer(mark, bed.agent(1), Bed.SOON).after(accepted);
        assertThat(away).isBetween(DEFAULT_REFUSAL.minus(EARLY), DEFAULT_REFUSAL.plus(bed.facts().allocationInterval()).plus(SLACK));
    }

    @Statement(value = 31, words = "when more resources free up, they are offered despite the filter, which stays")
    void moreThanWasRefusedIsOffered(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s31"));
        String agent = bed.agent(1);
        Offer offer = framework.offer(agent);
        framework.launch(offer, 0, Tasks.shell("t31", offer, Tasks.SLEEP));
        framework.status(0, "t31", TaskState.TASK_RUNNING);
        Offer rest = framework.offer(agent);
        framework.decline(3600, rest.getId());
        int mark = framework.mark();

        framework.kill("t31");

        Instant freed = framework.status(mark, "t31", TaskState.TASK_KILLED).at();
        Heard<Offer> more = framework.awaitOffer(mark, agent, Bed.SOON);
        assertThat(more.after(freed)).isLessThan(bed.facts().allocationInterval().plus(SLACK));
        assertThat(Tasks.amount(more.event(), "cpus")).isGreaterThan(Tasks.amount(rest, "cpus"));

        int again = framework.mark();
        framework.launch(more.event(), 0, Tasks.shell("t31-again", more.event(), Tasks.SLEEP));
        framework.status(again, "t31-again", TaskState.TASK_RUNNING);
        await().during(bed.facts().allocationInterval().multipliedBy(2)).atMost(Bed.SOON)
                .until(() -> framework.events().since(again, event -> Framework.offers(event, agent)).isEmpty());
    }

    private static void assertReturnAfter(Bed bed, Filters filters, Duration filter) {
        Framework framework = bed.framework(Frameworks.aware("declining"));
        Offer offer = framework.offer(bed.agent(1));
        int mark = framework.mark();

        Instant declined = bed.now();
        framework.decline(filters, offer.getId());

        Duration away = framework.awaitOffer(mark, bed.agent(1), Bed.SOON).after(declined);
        assertThat(away).isBetween(
                filter.isZero() ? Duration.ZERO : filter.minus(EARLY),
                filter.plus(bed.facts().allocationInterval()).plus(SLACK));
    }
}
