package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import java.util.List;

/**
 * When a fault was in effect, drawn behind every chart.
 *
 * @param from seconds since the start of the run
 * @param to the same; the end of the run when the undo is unproven
 * @param open whether nobody knows that it ended
 */
public record FaultBand(String label, double from, double to, boolean open) {

    /** One for each fault that was ever in effect. */
    static List<FaultBand> of(List<LedgerEntry> ledger, Axis axis) {
        return ledger.stream()
                .filter(entry -> entry.activeFrom().isPresent())
                .map(entry -> new FaultBand(
                        entry.harm() + " (" + entry.step() + ")",
                        axis.at(entry.activeFrom().get()),
                        entry.undoneAt().map(axis::at).orElse(axis.length()),
                        entry.state() != InjectionState.UNDONE))
                .toList();
    }
}
