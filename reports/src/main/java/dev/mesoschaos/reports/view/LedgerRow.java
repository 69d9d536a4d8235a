package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import java.util.List;
import java.util.Locale;

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
        String injectTook,
        String undoTook,
        String effectEvidence,
        String undoEvidence,
        String fingerprints) {

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
                entry.activeFrom().map(axis::words).orElse("never"),
                entry.undoneAt().map(axis::words).orElse("unproven"),
                entry.injectTook().map(Words::duration).orElse(Words.NONE),
                entry.undoTook().map(Words::duration).orElse(Words.NONE),
                entry.effectEvidence(),
                entry.undoEvidence(),
                entry.fingerprints());
    }
}
