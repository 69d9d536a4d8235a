package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;

/** The ability to schedule: the share of canaries that ran in time. */
public final class Schedulability extends CanaryIndicator {

    @Override
    public String id() {
        return "schedulability";
    }

    @Override
    public String meaning() {
        return "Share of the canary tasks due that reached TASK_RUNNING within their deadline, counted from when they"
                + " were due; one that never ran is a failure.";
    }

    @Override
    public Unit unit() {
        return Unit.RATIO;
    }

    @Override
    boolean lessIsWorse() {
        return true;
    }

    @Override
    Measurement measure(CanaryTally canaries, Window window, Query query) {
        double share = (double) canaries.inTime() / canaries.decided().size();
        return canaries.measured(
                share,
                detail(canaries),
                canaries.decided().stream().map(CanaryLife::sample).toList());
    }

    private static String detail(CanaryTally canaries) {
        List<CanaryLife> decided = canaries.decided();
        long unwritten =
                decided.stream().filter(canary -> canary.outcome().isEmpty()).count();
        String text = canaries.inTime() + " of " + decided.size() + " ran in time";
        if (unwritten > 0) {
            text += "; what became of " + unwritten + " was never written, which counts as failure";
        }
        if (canaries.undecided() > 0) {
            text += "; " + canaries.undecided() + " left out, as their deadline lay after the end of measuring";
        }
        return text;
    }
}
