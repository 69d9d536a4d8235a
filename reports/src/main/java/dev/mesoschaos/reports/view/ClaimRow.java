package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Sentences;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A claim as a row of a table.
 *
 * @param floor the least the flags allow, or {@link Words#NONE}
 * @param floorTerms what the floor is made of
 * @param samplesAnchor where the values it was made of are shown; empty when there are none
 */
public record ClaimRow(
        String id,
        String indicator,
        String about,
        String meaning,
        String bound,
        String limit,
        long n,
        String population,
        String floor,
        String floorMost,
        List<String> floorTerms,
        String baseline,
        String measured,
        String margin,
        Badge badge,
        String reason,
        String detail,
        String samplesAnchor) {

    static ClaimRow of(Claim claim) {
        return new ClaimRow(
                claim.id(),
                claim.indicator(),
                claim.about(),
                claim.meaning(),
                claim.bound(),
                Words.value(claim.limit(), claim.unit()),
                claim.measured().n(),
                claim.measured().population(),
                claim.floor()
                        .map(floor -> Words.value(OptionalDouble.of(floor.least()), claim.unit()))
                        .orElse(Words.NONE),
                claim.floor()
                        .map(floor -> Words.value(OptionalDouble.of(floor.most()), claim.unit()))
                        .orElse(Words.NONE),
                claim.floor().map(ClaimRow::terms).orElse(List.of()),
                Words.value(claim.baseline(), claim.unit()),
                Sentences.value(claim.measured(), claim.unit()),
                Words.margin(claim.margin(), claim.unit()),
                Badge.of(claim.verdict()),
                claim.reason(),
                claim.measured().detail(),
                samples(claim));
    }

    /** Its single values, or what it was counted from. */
    private static String samples(Claim claim) {
        if (Waterfall.shows(claim) || Appendix.hasSamples(claim)) {
            return "#samples-" + claim.id();
        }
        return switch (claim.indicator()) {
            case "schedulability", "time-unable" -> "#scheduling";
            case "isolation" -> "#isolation";
            case "recovery-time" -> "#timeline";
            default -> claim.measured().n() > 0 ? "#probes" : "";
        };
    }

    private static List<String> terms(Floor floor) {
        return floor.terms().stream().map(Floor.Term::toString).toList();
    }

    /** All claims, in their order. */
    public static List<ClaimRow> of(List<Claim> claims) {
        return claims.stream().map(ClaimRow::of).toList();
    }
}
