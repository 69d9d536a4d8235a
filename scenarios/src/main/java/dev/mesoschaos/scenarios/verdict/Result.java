package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is said about a run; a pure function of its journal.
 *
 * @param schema version of this record's JSON form
 * @param why the verdict in one sentence
 * @param headline the number to print beside the verdict: of the first objective that failed, else of the first one
 * @param doesNotProve what nobody may conclude from this run, one sentence each
 * @param ability whether canaries could be scheduled while faults came and went; empty when none was measured all the time
 * @param environment where it ran; empty when its cluster was never ready, and in older results
 */
public record Result(
        int schema,
        String runId,
        String scenario,
        String title,
        Verdict verdict,
        String why,
        Optional<Claim> headline,
        List<Claim> claims,
        List<InvariantClaim> invariants,
        List<LedgerEntry> ledger,
        List<String> doesNotProve,
        Event.RunStarted run,
        Optional<Event.ClusterOpened> cluster,
        Instant started,
        Duration took,
        Optional<Ability> ability,
        Optional<EnvironmentFingerprint> environment) {

    /** The present version of the JSON form. */
    public static final int SCHEMA = 2;

    public Result {
        claims = List.copyOf(claims);
        invariants = List.copyOf(invariants);
        ledger = List.copyOf(ledger);
        doesNotProve = List.copyOf(doesNotProve);
    }
}
