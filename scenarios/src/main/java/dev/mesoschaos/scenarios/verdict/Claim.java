package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One judged objective.
 *
 * @param id stable anchor, such as {@code rescheduling-time-1}
 * @param indicator the indicator's id
 * @param about the objective's query and scope in words, such as {@code app web, p100, during cut}
 * @param bound the objective as the file says it
 * @param limit the number the bound came to; empty when it could not be computed
 * @param baseline the same indicator during this run's steady state
 * @param margin distance inside the limit; negative when missed
 * @param reason one sentence
 */
public record Claim(
        String id,
        String indicator,
        String meaning,
        Unit unit,
        String about,
        String bound,
        OptionalDouble limit,
        Measurement measured,
        Optional<Floor> floor,
        OptionalDouble baseline,
        OptionalDouble margin,
        Verdict verdict,
        String reason) {

    /** Whether larger numbers are better. */
    public boolean moreIsBetter() {
        return bound.startsWith(Bound.Side.AT_LEAST.words());
    }
}
