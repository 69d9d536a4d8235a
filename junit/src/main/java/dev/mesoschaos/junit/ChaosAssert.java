package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a run so far. */
public final class ChaosAssert extends AbstractAssert<ChaosAssert, Chaos> {

    ChaosAssert(Chaos chaos) {
        super(chaos, ChaosAssert.class);
    }

    /**
     * Verifies an objective by what has happened so far. Nothing measured is a failure.
     *
     * @param objective as in scenario files, such as
     *     <code>{indicator: schedulability, during: cut, at-least: 99%}</code>
     */
    public ChaosAssert meets(String objective) {
        return meets(objective, claim -> {});
    }

    /** The same, and hands over what it was judged to be, with its number. */
    public ChaosAssert meets(String objective, Consumer<Claim> also) {
        Claim claim = actual.judge(objective);
        if (claim.verdict() != Verdict.PASSED) {
            throw failure("%s: %s", claim.verdict(), claim.reason());
        }
        also.accept(claim);
        return this;
    }
}
