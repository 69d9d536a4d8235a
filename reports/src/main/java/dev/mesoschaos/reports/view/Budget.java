package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.verdict.Claim;
import java.util.List;
import java.util.Locale;

/**
 * The error budget that an objective about schedulability leaves: how many canaries may miss their deadline.
 *
 * @param promise the objective
 * @param left of the budget, in per cent; negative when it is overdrawn
 */
public record Budget(String promise, String allowed, String spent, String left, long n, boolean overdrawn) {

    private static final double PERCENT = 100;

    static List<Budget> of(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.indicator().equals("schedulability")
                        && claim.limit().isPresent()
                        && claim.measured().value().isPresent())
                .map(Budget::of)
                .toList();
    }

    private static Budget of(Claim claim) {
        long n = claim.measured().n();
        double allowed = n * (1 - claim.limit().getAsDouble());
        double spent = n * (1 - claim.measured().value().getAsDouble());
        String left = allowed > 0
                ? String.format(Locale.ROOT, "%.1f %%", PERCENT * (allowed - spent) / allowed)
                : "none was granted";
        return new Budget(
                claim.about() + ", " + claim.bound(),
                String.format(Locale.ROOT, "%.1f canaries", allowed),
                String.format(Locale.ROOT, "%.0f canaries", spent),
                left,
                n,
                spent > allowed);
    }
}
