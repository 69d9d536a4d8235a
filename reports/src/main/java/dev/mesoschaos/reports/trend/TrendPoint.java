package dev.mesoschaos.reports.trend;

import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The number of one run.
 *
 * @param limit what it was judged by; empty when that could not be computed
 * @param censored the true value is at least {@code value}
 */
public record TrendPoint(
        String runId, Instant started, String version, double value, boolean censored, OptionalDouble limit, Verdict verdict) {

    /** Empty when nothing was measured. */
    static Optional<TrendPoint> of(Result result, Claim claim) {
        return claim.measured().value().stream()
                .mapToObj(value -> new TrendPoint(
                        result.runId(),
                        result.started(),
                        result.run().version() + " " + result.run().commit(),
                        value,
                        claim.measured().censored(),
                        claim.limit(),
                        claim.verdict()))
                .findFirst();
    }
}
