package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.junit.jupiter.api.Test;

/** A link with time, channels and the agent in the test's hands. */
class MasterLinkTest {

    private static final String LEADER = "10.0.0.9:5050";
    private static final Duration BACKOFF = Duration.ofMillis(10);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(3);
    private static final AgentID ID = AgentID.newBuilder().setValue("master-S0").build();
    private static final AgentMessage ANNOUNCEMENT =
            new AgentMessage.Register(AgentInfo.newBuilder().setHostname("a1").build(), "1.11.0");
    private static final MasterMessage ORDER = new MasterMessage.Reactivate();

    private final FakeDialler channels = new FakeDialler();
    private final Agent agent = new Agent();
    private long nanos = 1;
    private final MasterLink link = new MasterLink(
            new Registration(new RegistrationBackoff(BACKOFF, new SplittableRandom(1))),
            channels,
            () -> nanos,
            Runnable::run,
            agent);

    @Test
    void anAgentAnnouncesItselfAndIsToldItsId() {
        FakeDialler.Channel channel = register();

        assertThat(channel.address()).isEqualTo(LEADER);
        assertThat(link.isRegistered()).isTrue();
        assertThat(agent.heard).containsExactly(ID);
    }

    @Test
    void aPingIsAnswered() {
        FakeDialler.Channel channel = register();

        channel.tell(new MasterMessage.Ping(true));

        assertThat(channel.take()).containsExactly(new AgentMessage.Pong());
    }

    @Test
    void ordersAreObeyedWhileTheLeaderIsKnown() {
        FakeDialler.Channel channel = register();

        channel.tell(ORDER);
        link.leader(Optional.empty());
        channel.tell(new MasterMessage.Drain(DrainConfig.getDefaultInstance()));

        assertThat(agent.heard).containsExactly(ID, ORDER);
    }

    @Test
    void whatAnOldLeaderSaysIsNotHeardAnyMore() {
        FakeDialler.Channel old = register();

        link.leader(Optional.of("10.0.0.8:5050"));
        assertThat(old.isClosed()).isTrue();
        old.tell(new MasterMessage.Ping(true));
        old.tell(ORDER);
        old.breakDown();
        pass(BACKOFF);

        assertThat(old.take()).isEmpty();
        assertThat(agent.heard).containsExactly(ID);
        assertThat(channels.last().address()).isEqualTo("10.0.0.8:5050");
    }

    @Test
    void aBrokenChannelIsDialledAgain() {
        register().breakDown();

        assertThat(link.isRegistered()).isFalse();
        pass(BACKOFF);
        channels.last().open();

        assertThat(channels.count()).isEqualTo(2);
        assertThat(channels.last().take()).containsExactly(ANNOUNCEMENT);
    }

    @Test
    void aSilentMasterIsToldOnASecondChannelAndTheFirstEndsOnceThatOneHolds() {
        FakeDialler.Channel first = register();
        FakeDialler.Channel second = dialAgain();

        second.open();
        assertThat(first.isClosed()).isFalse();
        admit(second);

        assertThat(first.isClosed()).isTrue();
        assertThat(link.isRegistered()).isTrue();
        link.send(new AgentMessage.Pong());
        assertThat(second.take()).containsExactly(new AgentMessage.Pong());
        first.breakDown();
        assertThat(link.isRegistered()).isTrue();
    }

    @Test
    void aPingIsAnsweredOnTheChannelThatItCameOn() {
        FakeDialler.Channel first = register();
        FakeDialler.Channel second = dialAgain();
        second.open();
        assertThat(second.take()).containsExactly(ANNOUNCEMENT);

        first.tell(new MasterMessage.Ping(true));

        assertThat(first.take()).containsExactly(new AgentMessage.Pong());
        assertThat(second.take()).isEmpty();
    }

    @Test
    void anAnswerOnTheFirstChannelDoesNotCountWhileASecondIsTried() {
        FakeDialler.Channel first = register();
        FakeDialler.Channel second = dialAgain();
        second.open();

        first.tell(new MasterMessage.Registered(ID, SILENCE_LIMIT));

        assertThat(link.isRegistered()).isFalse();
        assertThat(second.isClosed()).isFalse();
    }

    @Test
    void aMasterThatWakesUpIsToldOnTheOldChannelWhenASecondCannotBeOpened() {
        FakeDialler.Channel first = register();
        dialAgain().breakDown();
        first.tell(new MasterMessage.Ping(true));
        first.take();

        pass(BACKOFF);
        admit(first);

        assertThat(first.isClosed()).isFalse();
        assertThat(link.isRegistered()).isTrue();
        assertThat(channels.count()).isEqualTo(2);
    }

    @Test
    void anotherLeaderEndsBothChannels() {
        FakeDialler.Channel first = register();
        FakeDialler.Channel second = dialAgain();

        link.leader(Optional.of("10.0.0.8:5050"));

        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void aRetiredAgentSendsWhatIsLeftAndNeverRegistersAgain() {
        FakeDialler.Channel channel = register();

        link.retire();
        link.send(new AgentMessage.Unregister(ID));
        assertThat(channel.take()).containsExactly(new AgentMessage.Unregister(ID));
        assertThat(link.isRegistered()).isFalse();
        channel.breakDown();
        pass(Duration.ofMinutes(5));

        assertThat(channels.count()).isOne();
    }

    @Test
    void aClosedLinkHasNoChannel() {
        FakeDialler.Channel channel = register();

        link.close();

        assertThat(channel.isClosed()).isTrue();
        pass(Duration.ofMinutes(5));
        assertThat(channels.count()).isOne();
    }

    private FakeDialler.Channel register() {
        link.leader(Optional.of(LEADER));
        pass(BACKOFF);
        FakeDialler.Channel channel = channels.last();
        channel.open();
        admit(channel);
        return channel;
    }

    /** Nothing is heard for too long. */
    private FakeDialler.Channel dialAgain() {
        pass(SILENCE_LIMIT.plusNanos(1));
        pass(BACKOFF);
        assertThat(channels.count()).isEqualTo(2);
        return channels.last();
    }

    private static void admit(FakeDialler.Channel channel) {
        assertThat(channel.take()).containsExactly(ANNOUNCEMENT);
        channel.tell(new MasterMessage.Registered(ID, SILENCE_LIMIT));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        link.tick();
    }

    /** Notes what it hears. */
    private static final class Agent implements MasterLink.Owner {

        private final List<Object> heard = new ArrayList<>();

        @Override
        public AgentMessage announcement() {
            return ANNOUNCEMENT;
        }

        @Override
        public void registered(AgentID id) {
            heard.add(id);
        }

        @Override
        public void ordered(MasterMessage order) {
            heard.add(order);
        }

        @Override
        public void shutDown(String reason) {
            heard.add(reason);
        }
    }
}
