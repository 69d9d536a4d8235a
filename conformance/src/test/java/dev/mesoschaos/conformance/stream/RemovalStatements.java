package dev.mesoschaos.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Operator;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.bed.Scheduler;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Streams that end because the framework goes, and subscriptions that are refused inside the stream. */
@Statements
class RemovalStatements {

    private static final Duration STAYS_OPEN = Duration.ofSeconds(2);

    @Statement(value = 21, words = "after removal, SUBSCRIBE with that id gives 200, a stream id, ERROR and the last chunk")
    void aRemovedFrameworkCannotComeBack(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s21"));
        FrameworkInfo removed = framework.info();
        framework.teardown();
        framework.scheduler().awaitLastChunk(Bed.SOON);

        Scheduler again = bed.subscribe(Scheduler.ask(removed, List.of()));
        assertErrorOnly(again, "Framework has been removed");
        assertThat(again.hangsUp(STAYS_OPEN)).isFalse();

        Scheduler closing = bed.subscribe(Scheduler.ask(removed, List.of()).header("Connection", "close"));
        assertErrorOnly(closing, "Framework has been removed");
        assertThat(closing.hangsUp(Bed.SOON)).isTrue();
    }

    @Statement(value = 22, words = "a changed or absent principal is 200, ERROR, end of stream; the old stream is unharmed")
    void aFrameworkKeepsItsPrincipal(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s22").setPrincipal("p1").setFailoverTimeout(600));

        for (FrameworkInfo changed : List.of(
                framework.info().toBuilder().setPrincipal("p2").build(),
                framework.info().toBuilder().clearPrincipal().build())) {
            assertErrorOnly(bed.subscribe(Scheduler.ask(changed, List.of())),
                    "Changing framework's principal is not allowed.");
        }

        Call.Builder revive = Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder());
        assertThat(framework.send(revive).status()).isEqualTo(202);
        assertThat(framework.events().since(0, event -> event.getType() == Event.Type.ERROR)).isEmpty();
    }

    @Statement(value = 22, words = "an authenticated principal that differs from the framework's is 400 and no stream")
    @Setup(
            agents = 1,
            masterFlags = {"authenticate_http_frameworks=true", "http_framework_authenticators=basic", "credentials={credentials}"},
            files = "credentials={\"credentials\":[{\"principal\":\"fw\",\"secret\":\"f1\"},{\"principal\":\"fw2\",\"secret\":\"f2\"}]}")
    void aFrameworkIsWhoItSaysItIs(Bed bed) {
        FrameworkInfo other = Frameworks.aware("s22-other").setPrincipal("other").build();
        Scheduler refused = bed.subscribe(Scheduler.ask(other, List.of()).as("fw", "f1"));
        assertThat(refused.head().toString()).isEqualTo("400 Failed to validate scheduler::Call: Authenticated principal"
                + " 'fw' does not match principal 'other' set in `FrameworkInfo`");
        assertThat(refused.streamId()).isEmpty();

        Framework framework = bed.framework(
                Frameworks.aware("s22-own").setFailoverTimeout(600).build(), true, ask -> ask.as("fw", "f1"));
        assertThat(bed.operators().frameworks().getFrameworks(0).getFrameworkInfo().getPrincipal()).isEqualTo("fw");
        FrameworkInfo stolen = framework.info().toBuilder().setPrincipal("fw2").build();
        assertErrorOnly(bed.subscribe(Scheduler.ask(stolen, List.of()).as("fw2", "f2")),
                "Changing framework's principal is not allowed.");
        String stream = framework.scheduler().streamId().orElseThrow();
        Reply call = bed.askLeader(Scheduler.ask(Call.newBuilder().setType(Call.Type.REVIVE)
                .setRevive(Call.Revive.newBuilder()).setFrameworkId(framework.id()).build())
                .header("Mesos-Stream-Id", stream).as("fw2", "f2"));
        assertThat(call.status()).isEqualTo(400);
    }

    @Statement(value = 23, words = "TEARDOWN gives 202 and the last chunk, no event; TCP stays open without Connection: close")
    void aTeardownEndsTheStreamWithoutAWord(Bed bed) throws InterruptedException {
        Operator operator = bed.operator();
        Framework framework = bed.framework(Frameworks.aware("s23"));
        framework.run("t23", bed.agent(1));
        int mark = framework.mark();
        int before = operator.events().mark();

        assertThat(framework.teardown().status()).isEqualTo(202);

        framework.scheduler().awaitLastChunk(Bed.SOON);
        assertThat(framework.events().since(mark)).isEmpty();
        assertThat(framework.scheduler().hangsUp(STAYS_OPEN)).isFalse();
        operator.events().await(before, Bed.SOON, "TASK_UPDATED to KILLED",
                event -> event.getTaskUpdated().getStatus().getState() == TaskState.TASK_KILLED);
        operator.events().await(before, Bed.SOON, "FRAMEWORK_REMOVED", event -> event.hasFrameworkRemoved());

        Framework closing = bed.framework(Frameworks.aware("s23-close").build(), true, ask -> ask.header("Connection", "close"));
        closing.teardown();
        assertThat(closing.scheduler().hangsUp(Bed.SOON)).isTrue();
    }

    private static void assertErrorOnly(Scheduler scheduler, String message) {
        assertThat(scheduler.head().status()).isEqualTo(200);
        assertThat(scheduler.streamId()).isPresent();
        scheduler.awaitLastChunk(Bed.SOON);
        assertThat(scheduler.events().since(0)).singleElement().satisfies(
                heard -> assertThat(heard.event().getError().getMessage()).isEqualTo(message));
    }
}
