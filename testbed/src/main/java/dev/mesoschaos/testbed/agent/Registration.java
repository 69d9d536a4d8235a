package dev.mesoschaos.testbed.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an agent is registered, and what it does next to become so: dial the leader, announce itself, hang up. Events go
 * in, {@link #next} says what to do; nothing here does it. Times are nanoseconds of one monotonic clock.
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
        DIAL,
        ANNOUNCE,
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

    private final RegistrationBackoff backoff;
    private Phase phase = Phase.NO_LEADER;
    private Optional<String> leader = Optional.empty();
    private Optional<String> dialled = Optional.empty();
    private boolean open;
    private Duration silenceLimit = DEFAULT_SILENCE_LIMIT;
    private long heardNanos;
    private long dueNanos;

    /** An agent that knows no leader yet. */
    public Registration(RegistrationBackoff backoff) {
        this.backoff = backoff;
    }

    /** The leading master is at this address, or nobody knows one (mesos-facts 4.4-11: the channel stays). */
    public void leader(Optional<String> address, long nowNanos) {
        leader = address;
        if (address.isPresent()) {
            startOver(nowNanos);
        } else {
            phase = Phase.NO_LEADER;
        }
    }

    /** The channel that was dialled is open. */
    public void opened(long nowNanos) {
        open = true;
        heardNanos = nowNanos;
    }

    /** The channel broke or could not be opened. */
    public void closed(long nowNanos) {
        open = false;
        dialled = Optional.empty();
        if (phase != Phase.NO_LEADER) {
            await(backoff.first(), nowNanos);
        }
    }

    /** The master has admitted the agent; ignored where nothing was asked for. */
    public void registered(Duration limit, long nowNanos) {
        if (phase == Phase.ANNOUNCED) {
            phase = Phase.REGISTERED;
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
        if (dialled.isPresent() && mustHangUp(nowNanos)) {
            closed(nowNanos);
            return Action.HANG_UP;
        }
        boolean due = nowNanos - dueNanos >= 0;
        if (phase == Phase.WAITING && due && dialled.isEmpty()) {
            dialled = leader;
            heardNanos = nowNanos;
            return Action.DIAL;
        }
        if ((phase == Phase.WAITING || phase == Phase.ANNOUNCED) && due && open) {
            phase = Phase.ANNOUNCED;
            dueNanos = nowNanos + backoff.next().toNanos();
            return Action.ANNOUNCE;
        }
        return Action.NONE;
    }

    /** Whether the leader has admitted this agent. */
    public boolean isRegistered() {
        return phase == Phase.REGISTERED;
    }

    /**
     * Whether orders on the channel come from the leader. An agent that is about to register again with it obeys, as its
     * channel brings the order before any question about it; one that knows no leader does not (mesos-facts 4.4-11).
     */
    public boolean hearsLeader() {
        return phase != Phase.NO_LEADER && leader.equals(dialled);
    }

    Optional<String> leader() {
        return leader;
    }

    /** The address of the channel that is open or being opened. */
    public Optional<String> dialled() {
        return dialled;
    }

    private boolean mustHangUp(long nowNanos) {
        boolean elsewhere = leader.isPresent() && !Objects.equals(leader, dialled);
        return elsewhere || nowNanos - heardNanos > silenceLimit.toNanos();
    }

    private void startOver(long nowNanos) {
        await(backoff.first(), nowNanos);
    }

    private void await(Duration wait, long nowNanos) {
        phase = Phase.WAITING;
        dueNanos = nowNanos + wait.toNanos();
    }
}
