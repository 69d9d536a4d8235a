package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.trend.Standing;
import dev.mesoschaos.reports.trend.TrendPoint;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Sentences;

/**
 * How an objective of a run stands, as a row of a table.
 *
 * @param n earlier runs that have a number
 * @param median of the earlier ones, or {@link Words#NONE}
 * @param mark that it is worse or better than all of them; empty when it is not
 * @param standing the same in words
 */
public record TrendRow(
        String indicator, String about, String now, int n, String median, String mark, String standing, Sparkline chart) {

    static TrendRow of(Standing standing) {
        Claim claim = standing.claim();
        return new TrendRow(
                claim.indicator(),
                claim.about(),
                number(standing.now(), claim),
                standing.earlier().size(),
                Words.value(standing.median(), claim.unit()),
                mark(standing),
                words(standing),
                Sparkline.of(standing.points(), claim.unit()));
    }

    private static String number(TrendPoint point, Claim claim) {
        return (point.censored() ? "≥ " : "") + Sentences.value(point.value(), claim.unit());
    }

    private static String mark(Standing standing) {
        int all = standing.points().size();
        return standing.worst() ? "▲ worst of " + all : standing.best() ? "▼ best of " + all : "";
    }

    private static String words(Standing standing) {
        int n = standing.earlier().size();
        if (n == 0) {
            return "no earlier number";
        }
        if (standing.worst() || standing.best()) {
            return "by chance in 1 of " + (n + 1) + " runs";
        }
        return "among the earlier ones: " + standing.worse() + " worse, " + standing.better() + " better";
    }
}
