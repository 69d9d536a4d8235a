package dev.mesoschaos.scenarios.verdict;

import java.util.List;

/**
 * One ground of a verdict.
 *
 * @param reason one sentence
 */
record Ground(Verdict verdict, String reason) {

    /** The first of the worst; inconclusive for none, because nothing proves nothing. */
    static Ground decisive(List<Ground> grounds) {
        Verdict worst = Verdict.worst(grounds.stream().map(Ground::verdict).toList());
        return grounds.stream()
                .filter(ground -> ground.verdict() == worst)
                .findFirst()
                .orElse(new Ground(worst, "the scenario claims nothing"));
    }
}
