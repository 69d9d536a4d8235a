package dev.mesoschaos.testbed.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether an agent is registered, and what it does next to become so: dial the leader, announce itself, hang up. Events go
 * in, {@link #next} says what to do; nothing here does it. Times are nanoseconds of one monotonic clock.
 *
 * <p>There are at most two channels, both to one master: the one that the agent is held by, on which it was admitted last,
 * and one that it tries. An agent that hears nothing for too long looks for the leader again but breaks nothing, as the
 * master must not take a short silence for the loss of its agent (mesos-facts 4.4-6, statement 45). Since below a long
 * silence TCP sleeps for as long again (statement 44), it announces itself on a second channel, unless the first one wakes
 * up before.
 *
 * <p>Announcements on an open channel back off as Mesos does ({@link RegistrationBackoff}). A channel that breaks or
 * cannot be opened is dialled again after U(0, b) each time, because in Mesos the connection below is TCP's concern and
 * does not lengthen the pauses: on a real cluster the first reregistration after a long outage came 0.24 to 1.60 s after
 * its end (mesos-facts statement 44).
 */
public final class Registration {

    /** What the owner of a registration does, then asks again. */
    public enum Action {
        NONE,
        /** Open a channel to {@link #address}, and keep the one that holds, if there is one. */
        DIAL,
        /** Announce the agent: on the channel that is tried, or else on the one that holds. */
        ANNOUNCE,
        /** Close the channel that is tried, which was of no use. */
        GIVE_UP,
        /** Close all channels. */
        HANG_UP
    }

    /** Mesos' default ping timeout times count, which holds until the master has told its own. */
    static final Duration DEFAULT_SILENCE_LIMIT = Duration.ofSeconds(75);

    private enum Phase {
        NO_LEADER,
        WAITING,
        ANNOUNCED,
        REGISTERED
    }

    private enum Trial {
        NONE,
        DIALLING,
        OPEN
    }

    private final RegistrationBackoff backoff;
    private Phase phase = Phase.NO_LEADER;
    private Optional<String> leader = Optional.empty();
    private Optional<String> address = Optional.empty();
    private boolean held;
    private Trial trial = Trial.NONE;
    private Duration silenceLimit = DEFAULT_SILENCE_LIMIT;
    private long heardNanos;
    private long triedNanos;
    private long dueNanos;

    /** An agent that knows no leader yet. */
    public Registration(RegistrationBackoff backoff) {
        this.backoff = backoff;
    }

    /** The leading master is at this address, or nobody knows one (mesos-facts 4.4-11: the channels stay). */
    public void leader(Optional<String> known, long nowNanos) {
        leader = known;
        if (known.isPresent()) {
            startOver(nowNanos);
        } else {
            phase = Phase.NO_LEADER;
        }
    }

    /** The channel that is tried is open. */
    public void opened(long nowNanos) {
        trial = Trial.OPEN;
        triedNanos = nowNanos;
    }

    /** The channel that is tried broke or could not be opened. */
    public void failed(long nowNanos) {
        trial = Trial.NONE;
        if (phase != Phase.NO_LEADER) {
            startOver(nowNanos);
        }
    }

    /** The channel that holds broke, or the master closed it. */
    public void lost(long nowNanos) {
        held = false;
        if (phase == Phase.REGISTERED || (phase == Phase.ANNOUNCED && trial == Trial.NONE)) {
            startOver(nowNanos);
        }
    }

    /**
     * The master has admitted the agent on the channel of the latest announcement, which holds from now on; ignored where
     * nothing was asked for.
     */
    public void registered(Duration limit, long nowNanos) {
        if (phase == Phase.ANNOUNCED) {
            phase = Phase.REGISTERED;
            held = true;
            trial = Trial.NONE;
            silenceLimit = limit;
            heardNanos = nowNanos;
        }
    }

    /** The master pinged; {@code connected} is false when it believes that the agent must register again. */
    public void pinged(boolean connected, long nowNanos) {
        heardNanos = nowNanos;
        if (!connected && phase == Phase.REGISTERED) {
            startOver(nowNanos);
        }
    }

    /** What to do now. */
    public Action next(long nowNanos) {
        boolean elsewhere = leader.isPresent() && !leader.equals(address);
        if (elsewhere && hasChannel()) {
            held = false;
            trial = Trial.NONE;
            return Action.HANG_UP;
        }
        if (trial != Trial.NONE) {
            return proceed(nowNanos);
        }
        boolean silent = held && isOver(silenceLimit, heardNanos, nowNanos);
        if (silent && (phase == Phase.REGISTERED || phase == Phase.ANNOUNCED)) {
            startOver(nowNanos);
        }
        if (!isDue(nowNanos)) {
            return Action.NONE;
        }
        return held && !silent ? announce(nowNanos) : dial(nowNanos);
    }

    private Action proceed(long nowNanos) {
        if (isOver(silenceLimit, triedNanos, nowNanos)) {
            failed(nowNanos);
            return Action.GIVE_UP;
        }
        return trial == Trial.OPEN && isDue(nowNanos) ? announce(nowNanos) : Action.NONE;
    }

    private Action dial(long nowNanos) {
        address = leader;
        trial = Trial.DIALLING;
        triedNanos = nowNanos;
        return Action.DIAL;
    }

    private Action announce(long nowNanos) {
        phase = Phase.ANNOUNCED;
        dueNanos = nowNanos + backoff.next().toNanos();
        return Action.ANNOUNCE;
    }

    /** Whether the leader has admitted this agent. */
    public boolean isRegistered() {
        return phase == Phase.REGISTERED;
    }

    /**
     * Whether orders on the channels come from the leader. An agent that is about to register again with it obeys, as its
     * channel brings the order before any question about it; one that knows no leader does not (mesos-facts 4.4-11).
     */
    public boolean hearsLeader() {
        return phase != Phase.NO_LEADER && leader.equals(address);
    }

    /** The master that was dialled last. */
    public Optional<String> address() {
        return address;
    }

    private boolean hasChannel() {
        return held || trial != Trial.NONE;
    }

    private boolean isDue(long nowNanos) {
        return (phase == Phase.WAITING || phase == Phase.ANNOUNCED) && nowNanos - dueNanos >= 0;
    }

    private static boolean isOver(Duration limit, long sinceNanos, long nowNanos) {
        return nowNanos - sinceNanos > limit.toNanos();
    }

    private void startOver(long nowNanos) {
        phase = Phase.WAITING;
        dueNanos = nowNanos + backoff.first().toNanos();
    }
}
