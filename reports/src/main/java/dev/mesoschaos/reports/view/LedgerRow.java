package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the safety ledger to be shown.
 *
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
        List<String> byHand) {

    static LedgerRow of(LedgerEntry entry, Axis axis) {
        return new LedgerRow(
                entry.id(),
                entry.step(),
                entry.fault(),
                entry.harm(),
                String.join(", ", entry.targets()),
                entry.chosen(),
                entry.actions(),
                entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                entry.state() == InjectionState.UNDONE || entry.state() == InjectionState.PLANNED,
                when(entry.activeFrom(), entry.injectTook(), axis, "never"),
                when(entry.undoneAt(), entry.undoTook(), axis, "unproven"),
                entry.effectEvidence(),
                entry.undoEvidence(),
                entry.lease(),
                entry.fingerprints(),
                entry.byHand());
    }

    private static String when(Optional<Instant> moment, Optional<Duration> took, Axis axis, String otherwise) {
        String verified = took.map(duration -> ", verified after " + Words.duration(duration)).orElse("");
        return moment.map(at -> axis.words(at) + verified).orElse(otherwise);
    }
}
