package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.InjectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of the safety ledger: a fault, what it touched, and the proof of its effect and of its undo.
 *
 * @param injectTook from the start of the injection to the verified effect
 * @param undoTook from the start of the undo to its verification
 * @param lease who held the undo beside the harness; in words
 * @param byHand what a person would run where, because nothing proves that the undo was done; empty when something does
 * @param fingerprints whether the touched hosts look as before; in words
 */
public record LedgerEntry(
        String id,
        String step,
        String fault,
        String harm,
        List<String> targets,
        String chosen,
        List<String> actions,
        InjectionState state,
        Optional<Instant> activeFrom,
        Optional<Instant> undoneAt,
        Optional<Duration> injectTook,
        Optional<Duration> undoTook,
        String effectEvidence,
        String undoEvidence,
        String lease,
        String fingerprints,
        List<String> byHand) {
    public LedgerEntry {
        targets = List.copyOf(targets);
        actions = List.copyOf(actions);
        byHand = List.copyOf(byHand);
    }
}
