package dev.mesoschaos.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.bed.Scheduler;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What a subscription begins with, and which calls belong to it. */
@Statements
class SubscriptionStatements {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration SLACK = Duration.ofSeconds(2);

    @Statement(value = 15, words = "SUBSCRIBE gives 200, Mesos-Stream-Id, SUBSCRIBED, HEARTBEAT, and HEARTBEAT each 15 s")
    void aStreamBeginsWithSubscribedAndBeats(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s15"));
        Reply head = framework.scheduler().head();
        assertThat(head.header("Mesos-Stream-Id").orElseThrow()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(head.header("Content-Type")).contains("application/x-protobuf");
        assertThat(head.header("Transfer-Encoding")).contains("chunked");

        List<Heard<Event>> beats = framework.events().await(
                0, 2, HEARTBEAT.plusSeconds(3), "second HEARTBEAT", event -> event.getType() == Event.Type.HEARTBEAT);

        List<Heard<Event>> all = framework.events().since(0);
        assertThat(all.get(0).event().getType()).isEqualTo(Event.Type.SUBSCRIBED);
        assertThat(all.get(0).event().getSubscribed().getHeartbeatIntervalSeconds()).isEqualTo(15.0);
        assertThat(all.get(1).event().getType()).isEqualTo(Event.Type.HEARTBEAT);
        assertThat(all.get(1).after(all.get(0).at())).isLessThan(SLACK);
        assertThat(beats.get(1).after(beats.get(0).at())).isCloseTo(HEARTBEAT, SLACK);
    }

    @Statement(value = 16, words = "a call without the stream id is 400, with a wrong one 400")
    void callsNameTheirStream(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s16"));
        Framework other = bed.framework(Frameworks.aware("s16-other"));
        String right = framework.scheduler().streamId().orElseThrow();

        assertRefused(framework.send(revive(), ask -> ask), 400,
                "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
        for (String wrong : List.of("bogus", right.toUpperCase(Locale.ROOT), other.scheduler().streamId().orElseThrow())) {
            assertRefused(framework.send(revive(), ask -> ask.header("Mesos-Stream-Id", wrong)), 400,
                    "The stream ID '" + wrong + "' included in this request didn't match the stream ID currently"
                            + " associated with framework ID " + framework.id().getValue());
        }
        assertRefused(framework.send(Call.newBuilder().setType(Call.Type.ACCEPT), ask -> ask), 400,
                "Failed to validate scheduler::Call: Expecting 'accept' to be present");
        assertThat(framework.send(revive()).status()).isEqualTo(202);
        assertRefused(bed.subscribe(Scheduler.ask(Frameworks.aware("s16-with-id").build(), List.of())
                        .header("Mesos-Stream-Id", right)).head(), 400,
                "Subscribe calls should not include the 'Mesos-Stream-Id' header");
    }

    @Statement(value = 17, words = "calls of a disconnected framework are 403, of an unknown one 400")
    void onlySubscribedFrameworksMayCall(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s17").setFailoverTimeout(600));
        FrameworkID id = framework.id();
        String stream = framework.scheduler().streamId().orElseThrow();
        framework.close();
        awaitDisconnected(bed, id);

        for (Call.Type type : List.of(Call.Type.REVIVE, Call.Type.TEARDOWN)) {
            Call.Builder call = type == Call.Type.REVIVE ? revive() : Call.newBuilder().setType(type);
            assertRefused(framework.send(call, ask -> ask.header("Mesos-Stream-Id", stream)), 403, "Framework is not subscribed");
        }
        assertRefused(framework.send(revive(), ask -> ask), 403, "Framework is not subscribed");
        Reply unknown = bed.askLeader(Scheduler.ask(revive()
                .setFrameworkId(FrameworkID.newBuilder().setValue("nobody")).build()));
        assertRefused(unknown, 400, "Framework cannot be found");
    }

    static void awaitDisconnected(Bed bed, FrameworkID id) {
        await().atMost(Bed.SOON).until(() -> bed.operators().frameworks().getFrameworksList().stream()
                .noneMatch(known -> known.getFrameworkInfo().getId().equals(id) && known.getConnected()));
    }

    private static Call.Builder revive() {
        return Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder());
    }

    private static void assertRefused(Reply reply, int status, String text) {
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.status()).isEqualTo(status);
    }
}
