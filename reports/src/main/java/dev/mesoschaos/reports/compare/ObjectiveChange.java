package dev.mesoschaos.reports.compare;

import dev.mesoschaos.scenarios.model.Unit;
import java.util.OptionalDouble;

/**
 * One objective in both groups.
 *
 * @param indicator its id
 * @param about its query and scope in words
 * @param first its numbers in the first group
 * @param distance from the first to the second group, in the unit; empty when a side has no number
 * @param p see {@link Shift#p}; empty when no test could be made
 * @param why the rule that decided, with its numbers, in one sentence
 */
public record ObjectiveChange(
        String indicator,
        String about,
        Unit unit,
        boolean moreIsBetter,
        Side first,
        Side second,
        OptionalDouble distance,
        OptionalDouble p,
        Change change,
        String why) {

    /**
     * One group.
     *
     * @param runs in which it was judged
     * @param kept runs in which it was kept
     * @param median of the runs' numbers; empty when nothing was measured
     */
    public record Side(int runs, int kept, OptionalDouble median, OptionalDouble least, OptionalDouble most) {}
}
