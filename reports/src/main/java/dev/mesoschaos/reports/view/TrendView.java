package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.history.History;
import dev.mesoschaos.reports.trend.Standing;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.Result;
import java.util.List;

/**
 * How a run stands among earlier ones.
 *
 * @param environment hash of its fingerprint; empty when that is not known
 * @param earlier whether any objective has numbers of earlier runs
 * @param rule by which numbers are marked
 * @param unreadable results that could not be read, one sentence each
 */
public record TrendView(
        String environment, boolean earlier, List<TrendRow> rows, String rule, int most, List<String> unreadable) {

    /** So many earlier runs are held against one at most: what is older says little, and takes time to read. */
    public static final int MOST = 50;

    /** Computes it. */
    public static TrendView of(Result result, History history) {
        List<Standing> standings = Standing.of(result, history.runs());
        return new TrendView(
                result.environment().map(EnvironmentFingerprint::hash).orElse(""),
                standings.stream().anyMatch(standing -> !standing.earlier().isEmpty()),
                standings.stream().map(TrendRow::of).toList(),
                Standing.RULE,
                MOST,
                history.unreadable());
    }
}
