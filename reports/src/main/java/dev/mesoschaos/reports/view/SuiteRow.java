package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.verdict.Ability;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Sentences;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.List;

/**
 * A run as a row of a suite's index. What ends in {@code Sort} is what its column is sorted by.
 *
 * @param rank of the verdict, the worst first
 * @param why empty when all is well
 * @param missed objectives not kept
 * @param able share of canaries in time
 * @param link to the run's report
 */
public record SuiteRow(
        Badge badge,
        int rank,
        String scenario,
        String title,
        String why,
        String kept,
        long missed,
        List<Kept> numbers,
        String able,
        double ableSort,
        String grade,
        String network,
        String started,
        long startedSort,
        String took,
        long tookSort,
        String link) {

    /** Of a run. */
    public static SuiteRow of(Result result, String link) {
        List<Claim> claims = result.claims();
        long kept = claims.stream().filter(claim -> claim.verdict() == Verdict.PASSED).count();
        return new SuiteRow(
                Badge.of(result.verdict()),
                Verdict.DIRTY.compareTo(result.verdict()),
                result.scenario(),
                result.title(),
                result.verdict() == Verdict.PASSED ? "" : result.why(),
                claims.isEmpty() ? "none judged" : kept + " of " + claims.size(),
                claims.size() - kept,
                claims.stream().map(Kept::of).toList(),
                result.ability().map(able -> Words.share(able.inTime(), able.due())).orElse(Words.NONE),
                result.ability().map(SuiteRow::share).orElse(-1.0),
                result.cluster().map(Event.ClusterOpened::evidence).orElse(Words.NONE),
                result.cluster().map(Event.ClusterOpened::network).orElse(""),
                Words.moment(result.started()),
                result.started().toEpochMilli(),
                Words.duration(result.took()),
                result.took().toMillis(),
                link);
    }

    private static double share(Ability able) {
        return (double) able.inTime() / able.due();
    }

    /**
     * An objective in one line.
     *
     * @param floor empty when there is none
     * @param style of one that was not kept; empty when it was
     */
    public record Kept(String sign, String style, String name, String measured, String bound, String floor, String about) {

        static Kept of(Claim claim) {
            return new Kept(
                    Words.sign(claim.verdict()),
                    switch (claim.verdict()) {
                        case PASSED -> "";
                        case FAILED -> "missed";
                        default -> "unknown";
                    },
                    claim.indicator(),
                    Sentences.value(claim.measured(), claim.unit()),
                    claim.bound(),
                    claim.floor().map(floor -> Sentences.value(floor.least(), claim.unit())).orElse(""),
                    claim.about());
        }
    }
}
