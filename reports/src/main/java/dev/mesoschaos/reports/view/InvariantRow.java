package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.verdict.InvariantClaim;
import java.util.List;

/** A checked invariant as a row of a table. */
public record InvariantRow(
        String id, String meaning, long checked, String population, List<String> violations, Badge badge) {

    /** All invariants, in their order. */
    public static List<InvariantRow> of(List<InvariantClaim> claims) {
        return claims.stream()
                .map(claim -> new InvariantRow(
                        claim.id(),
                        claim.meaning(),
                        claim.finding().checked(),
                        claim.finding().population(),
                        claim.finding().violations(),
                        Badge.of(claim.verdict())))
                .toList();
    }
}
