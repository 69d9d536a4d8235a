package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.agent.Registration.Action;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final Duration FACTOR = Duration.ofSeconds(1);
    private static final Optional<String> LEADER = Optional.of("10.0.0.1:5050");

    private final Registration registration =
            new Registration(new RegistrationBackoff(FACTOR, SystemTime.random(7)));

    /** Seconds on the clock of the test. */
    private double now;

    @Test
    void withoutALeaderNothingIsDone() {
        now = 3600;
        assertThat(next()).isEqualTo(Action.NONE);
    }

    @Test
    void aNewLeaderIsDialledWithinTheBackoffFactorAndToldAtOnce() {
        registration.leader(LEADER, nanos());
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
        assertThat(registration.address()).isEqualTo(LEADER);
        assertThat(next()).isEqualTo(Action.NONE);

        registration.opened(nanos());
        assertThat(next()).isEqualTo(Action.ANNOUNCE);
        assertThat(next()).isEqualTo(Action.NONE);
    }

    @Test
    void anUnansweredAnnouncementIsRepeatedWithAGrowingPause() {
        announce();
        double last = now;
        int repeats = 0;
        for (double end = now + 60; now < end; now += 0.05) {
            if (next() == Action.ANNOUNCE) {
                last = now;
                repeats++;
            }
        }
        assertThat(repeats).isBetween(2, 15);
        assertThat(last).isGreaterThan(1);
    }

    @Test
    void aRefusedConnectionIsDialledAgainWithinTheFactorHoweverOftenItFails() {
        registration.leader(LEADER, nanos());
        for (int i = 0; i < 20; i++) {
            now += 1;
            assertThat(next()).isEqualTo(Action.DIAL);
            registration.failed(nanos());
        }
    }

    @Test
    void aSilentMasterIsDialledAgainAfterItsOwnLimitWhileItsChannelIsKept() {
        register(Duration.ofSeconds(3));
        now += 2.9;
        registration.pinged(true, nanos());
        now += 3;
        assertThat(next()).isEqualTo(Action.NONE);
        assertThat(registration.isRegistered()).isTrue();

        now += 0.1;
        assertThat(next()).isEqualTo(Action.NONE);
        assertThat(registration.isRegistered()).isFalse();
        now += 1;

        assertThat(next()).isEqualTo(Action.DIAL);
        registration.opened(nanos());
        assertThat(next()).isEqualTo(Action.ANNOUNCE);
        registration.registered(Duration.ofSeconds(3), nanos());
        assertThat(registration.isRegistered()).isTrue();
        assertThat(next()).isEqualTo(Action.NONE);
    }

    @Test
    void aMasterThatIsHeardAgainIsToldOnTheChannelThatWasSilent() {
        registerAndBecomeSilent();

        registration.pinged(true, nanos());
        now += 1;

        assertThat(next()).isEqualTo(Action.ANNOUNCE);
    }

    @Test
    void aChannelThatStaysSilentAfterAnAnnouncementIsNotWaitedForLongerThanTheLimit() {
        registerAndBecomeSilent();
        registration.pinged(true, nanos());
        double waited = now + 3.1 + 1;
        while (next() != Action.DIAL) {
            now += 0.05;
            assertThat(now).isLessThan(waited + 0.1);
        }
    }

    @Test
    void aSecondChannelThatIsOfNoUseEndsAlone() {
        registerAndBecomeSilent();
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
        registration.opened(nanos());
        assertThat(next()).isEqualTo(Action.ANNOUNCE);
        Action action;
        do {
            now += 0.05;
            action = next();
        } while (action == Action.NONE || action == Action.ANNOUNCE);

        assertThat(action).isEqualTo(Action.GIVE_UP);
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
    }

    @Test
    void aSecondChannelThatCannotBeOpenedIsDialledAgain() {
        registerAndBecomeSilent();
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);

        registration.failed(nanos());
        now += 1;

        assertThat(next()).isEqualTo(Action.DIAL);
    }

    @Test
    void theEndOfTheSilentChannelDoesNotDelayTheSecond() {
        registerAndBecomeSilent();
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);

        registration.lost(nanos());
        registration.opened(nanos());

        assertThat(next()).isEqualTo(Action.ANNOUNCE);
    }

    @Test
    void aPingThatSaysNotConnectedMakesItAnnounceItselfOnTheSameChannel() {
        register(Duration.ofSeconds(3));

        registration.pinged(false, nanos());
        registration.pinged(false, nanos());

        assertThat(registration.isRegistered()).isFalse();
        now += 1;
        assertThat(next()).isEqualTo(Action.ANNOUNCE);
    }

    @Test
    void withoutZooKeeperTheMasterIsForgottenAndTheChannelKept() {
        register(Duration.ofSeconds(3));

        registration.leader(Optional.empty(), nanos());

        assertThat(registration.isRegistered()).isFalse();
        now += 1;
        registration.pinged(true, nanos());
        now += 2;
        registration.pinged(false, nanos());
        assertThat(next()).isEqualTo(Action.NONE);
        registration.leader(LEADER, nanos());
        now += 1;
        assertThat(next()).isEqualTo(Action.ANNOUNCE);
    }

    @Test
    void theLeadersOrdersCountWhileTheAgentRegistersAgain() {
        register(Duration.ofSeconds(3));

        registration.pinged(false, nanos());
        assertThat(registration.hearsLeader()).isTrue();
        now += 1;
        assertThat(next()).isEqualTo(Action.ANNOUNCE);

        assertThat(registration.hearsLeader()).isTrue();
    }

    @Test
    void ordersOfAMasterThatIsNotKnownToLeadDoNotCount() {
        register(Duration.ofSeconds(3));

        registration.leader(Optional.empty(), nanos());
        assertThat(registration.hearsLeader()).isFalse();

        registration.leader(Optional.of("10.0.0.2:5050"), nanos());
        assertThat(registration.hearsLeader()).isFalse();
    }

    @Test
    void anotherLeaderEndsTheChannelToTheOldOne() {
        register(Duration.ofSeconds(3));

        registration.leader(Optional.of("10.0.0.2:5050"), nanos());

        assertThat(next()).isEqualTo(Action.HANG_UP);
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
        assertThat(registration.address()).contains("10.0.0.2:5050");
    }

    @Test
    void anotherLeaderEndsBothChannels() {
        registerAndBecomeSilent();
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);

        registration.leader(Optional.of("10.0.0.2:5050"), nanos());

        assertThat(next()).isEqualTo(Action.HANG_UP);
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
        assertThat(next()).isEqualTo(Action.NONE);
    }

    @Test
    void aMasterThatIsSilentWhileNoLeaderIsKnownIsDialledOnceOneIs() {
        register(Duration.ofSeconds(3));
        registration.leader(Optional.empty(), nanos());
        now += 10;
        assertThat(next()).isEqualTo(Action.NONE);

        registration.leader(LEADER, nanos());
        now += 1;

        assertThat(next()).isEqualTo(Action.DIAL);
    }

    @Test
    void anAnswerNobodyAskedForIsIgnored() {
        registration.leader(LEADER, nanos());
        registration.registered(Duration.ofSeconds(3), nanos());

        assertThat(registration.isRegistered()).isFalse();
    }

    @Test
    void aBrokenChannelMeansToRegisterAgain() {
        register(Duration.ofSeconds(3));

        registration.lost(nanos());

        assertThat(registration.isRegistered()).isFalse();
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
    }

    private void announce() {
        registration.leader(LEADER, nanos());
        now += 1;
        assertThat(next()).isEqualTo(Action.DIAL);
        registration.opened(nanos());
        assertThat(next()).isEqualTo(Action.ANNOUNCE);
    }

    private void register(Duration silenceLimit) {
        announce();
        registration.registered(silenceLimit, nanos());
        assertThat(registration.isRegistered()).isTrue();
    }

    private void registerAndBecomeSilent() {
        register(Duration.ofSeconds(3));
        now += 3.1;
        assertThat(next()).isEqualTo(Action.NONE);
        assertThat(registration.isRegistered()).isFalse();
    }

    private Action next() {
        return registration.next(nanos());
    }

    private long nanos() {
        return (long) (now * 1e9);
    }
}
