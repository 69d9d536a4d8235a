package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the safety ledger to be shown.
 *
 * @param undo the undo as it was written ahead; hosts run it by themselves when their lease ends
 * @param undoCommand undoes all that the run left; empty when nothing is left of this
 * @param proven whether nothing of it is left, as far as was verified
 */
public record LedgerRow(
        String id,
        String step,
        String fault,
        String harm,
        String targets,
        String chosen,
        List<String> actions,
        String state,
        boolean proven,
        String active,
        String undone,
        String effectEvidence,
        String undoEvidence,
        String lease,
        String fingerprints,
        List<String> fingerprintDiff,
        List<Change> changes,
        List<String> undo,
        List<String> byHand,
        String undoCommand) {

    /** A state that the injection came to. */
    public record Change(String at, String state, String detail) {}

    static LedgerRow of(LedgerEntry entry, Timeline timeline, String runId, Axis axis) {
        boolean proven = entry.state() == InjectionState.UNDONE || entry.state() == InjectionState.PLANNED;
        return new LedgerRow(
                entry.id(),
                entry.step(),
                entry.fault(),
                entry.harm(),
                String.join(", ", entry.targets()),
                entry.chosen(),
                entry.actions(),
                words(entry.state()),
                proven,
                when(entry.activeFrom(), entry.injectTook(), axis, "never"),
                when(entry.undoneAt(), entry.undoTook(), axis, "unproven"),
                measured(entry.effectEvidence()),
                measured(entry.undoEvidence()),
                entry.lease(),
                entry.fingerprints(),
                FingerprintDiff.of(entry.id(), timeline),
                timeline.of(Event.Injection.class).stream()
                        .filter(change -> change.id().equals(entry.id()))
                        .map(change -> new Change(axis.words(change.at()), words(change.state()), change.detail()))
                        .toList(),
                timeline.of(Event.Planned.class).stream()
                        .filter(planned -> planned.id().equals(entry.id()))
                        .flatMap(planned -> planned.undo().stream())
                        .toList(),
                entry.byHand(),
                proven ? "" : "mesos-chaos undo " + runId);
    }

    private static String words(InjectionState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String measured(String evidence) {
        return evidence.isEmpty() ? "none" : evidence;
    }

    private static String when(Optional<Instant> moment, Optional<Duration> took, Axis axis, String otherwise) {
        String verified = took.map(duration -> ", verified after " + Words.duration(duration)).orElse("");
        return moment.map(at -> axis.words(at) + verified).orElse(otherwise);
    }
}
