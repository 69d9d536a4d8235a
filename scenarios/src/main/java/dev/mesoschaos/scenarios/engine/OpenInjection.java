package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One injection from its plan to its verified undo. Each change of state is in the journal before what it announces is
 * done.
 *
 * @param <P> the fault's plan
 */
final class OpenInjection<P> {

    private static final Duration TICK = Duration.ofMillis(50);

    private final String id;
    private final String step;
    private final FaultType<P> type;
    private final P plan;
    private final List<String> hosts;
    private final FaultContext context;
    private final Leases leases;
    private final Journal journal;
    private final Clock clock;
    private final BooleanSupplier alone;
    private final Map<String, String> fingerprints = new LinkedHashMap<>();
    private boolean undone;

    /**
     * An injection that is planned.
     *
     * @param alone whether no other one is open now: only then is all that differs on its hosts its own
     */
    OpenInjection(
            String id,
            String step,
            FaultType<P> type,
            P plan,
            List<String> hosts,
            FaultContext context,
            Leases leases,
            Journal journal,
            BooleanSupplier alone) {
        this.id = id;
        this.step = step;
        this.type = type;
        this.plan = plan;
        this.hosts = List.copyOf(hosts);
        this.context = context;
        this.leases = leases;
        this.journal = journal;
        this.alone = alone;
        this.clock = context.clock();
    }

    /**
     * Arms the leases, injects, and verifies that it bites.
     *
     * @param lost hears when a host undoes by itself; any thread
     * @throws IneffectiveException when it was refused, failed or does not bite; it must be undone all the same
     */
    void inject(Consumer<String> lost) {
        if (alone.getAsBoolean()) {
            fingerprint(false);
        }
        arm(lost);
        Instant started = clock.now();
        journal.recordDurably(new Event.Injection(started, id, step, InjectionState.INJECTING, type.harm(), Optional.empty()));
        Evidence evidence;
        try {
            type.inject(plan, new LeasedContext(context, leases));
            Instant injected = clock.now();
            evidence = await(() -> type.verifyEffect(plan, context), type.effectWithin(plan));
            if (evidence.holds()) {
                // Counted from the end of the injection unless the fault knows better: never later, never flattering.
                Instant since = evidence.since().orElse(injected);
                journal.record(change(InjectionState.ACTIVE, evidence.detail(), Optional.of(since)));
                return;
            }
        } catch (RuntimeException e) {
            evidence = Evidence.missing(message(e));
        }
        journal.record(change(InjectionState.INEFFECTIVE, evidence.detail(), Optional.empty()));
        throw new IneffectiveException(type.id() + " did not bite: " + evidence.detail());
    }

    /** A fault may cut this process off from its hosts, so none is made on a host that could not undo it alone. */
    private void arm(Consumer<String> lost) {
        if (leases.none()) {
            return;
        }
        try {
            leases.arm();
        } catch (ClusterException e) {
            refuse(e.getMessage());
        }
        leases.renew(clock, lost);
        journal.recordDurably(change(InjectionState.ARMED, "leases of " + leases, Optional.empty()));
    }

    /**
     * Ends the injection before it has begun.
     *
     * @throws IneffectiveException always
     */
    synchronized void refuse(String why) {
        journal.record(change(InjectionState.INEFFECTIVE, "not injected: " + why, Optional.empty()));
        String left = "";
        try {
            leases.undo();
        } catch (ClusterException e) {
            left = "; leases that were armed all the same run out by themselves";
        }
        undone = true;
        journal.recordDurably(change(InjectionState.UNDONE, "nothing was injected" + left, Optional.empty()));
        throw new IneffectiveException(type.id() + " was refused: " + why);
    }

    /** Notes when the harm is there no more although its undo has not begun. */
    void checkHeld() {
        Evidence evidence;
        try {
            evidence = type.verifyHeld(plan, context);
        } catch (RuntimeException e) {
            evidence = Evidence.missing(message(e));
        }
        if (!evidence.holds()) {
            journal.record(change(InjectionState.LAPSED, evidence.detail(), Optional.empty()));
        }
    }

    /**
     * Undoes, and verifies that nothing is left. Does nothing when that was verified before.
     *
     * @return whether it is verified
     */
    synchronized boolean undo() {
        if (undone) {
            return true;
        }
        journal.recordDurably(change(InjectionState.UNDOING, "", Optional.empty()));
        Evidence evidence;
        try {
            AllOf.run(Stream.of(leases::undo, () -> type.undo(plan, context)));
            Instant done = clock.now();
            evidence = await(() -> type.verifyUndone(plan, context), type.undoneWithin(plan));
            List<String> changed = evidence.holds() && alone.getAsBoolean() ? fingerprint(true) : List.of();
            if (!changed.isEmpty()) {
                evidence = Evidence.missing("differs from before on " + String.join(", ", changed));
            }
            if (evidence.holds()) {
                undone = true;
                journal.recordDurably(change(
                        InjectionState.UNDONE, evidence.detail(), Optional.of(evidence.since().orElse(done))));
                return true;
            }
        } catch (RuntimeException e) {
            evidence = Evidence.missing(message(e));
        }
        journal.recordDurably(change(InjectionState.UNDO_FAILED, evidence.detail(), Optional.empty()));
        return false;
    }

    private Event.Injection change(InjectionState state, String detail, Optional<Instant> since) {
        return new Event.Injection(clock.now(), id, step, state, detail, since);
    }

    private Evidence await(Supplier<Evidence> look, Duration within) {
        Instant deadline = clock.now().plus(within);
        Evidence evidence = look.get();
        while (!evidence.holds() && clock.now().isBefore(deadline)) {
            clock.pause(TICK);
            if (Thread.currentThread().isInterrupted()) {
                return Evidence.missing("interrupted while looking: " + evidence.detail());
            }
            evidence = look.get();
        }
        return evidence;
    }

    /** Takes fingerprints; after the undo also names the hosts that do not look as before. */
    private List<String> fingerprint(boolean after) {
        Fingerprints.of(context.cluster(), hosts).forEach((host, text) -> {
            journal.record(new Event.Fingerprint(clock.now(), id, host, after, text));
            if (!after) {
                fingerprints.put(host, text);
            } else if (text.equals(fingerprints.get(host))) {
                fingerprints.remove(host);
            }
        });
        // What has lost its power meanwhile has nothing left.
        fingerprints.keySet().removeIf(context.cluster()::isOff);
        return after ? List.copyOf(fingerprints.keySet()) : List.of();
    }

    private static String message(RuntimeException e) {
        return e instanceof ClusterException || e instanceof IllegalStateException
                ? String.valueOf(e.getMessage())
                : e.toString();
    }

    /** The fault was not injected as planned, so nothing was tested. */
    static final class IneffectiveException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IneffectiveException(String message) {
            super(message);
        }
    }
}
