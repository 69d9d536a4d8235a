package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How much of what may go wrong went wrong. */
public final class ErrorBudgetSpent extends CanaryIndicator {

    @Override
    public String id() {
        return "error-budget-spent";
    }

    @Override
    public String meaning() {
        return "Canary tasks that did not run in time, as a share of those that need not under the promise 'slo'; above 100 % the"
                + " promise was broken.";
    }

    @Override
    public Unit unit() {
        return Unit.RATIO;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.SLO, Query.Key.BY);
    }

    @Override
    public Set<Query.Key> needs() {
        return Set.of(Query.Key.SLO);
    }

    @Override
    boolean lessIsWorse() {
        return false;
    }

    @Override
    Measurement measure(CanaryTally canaries, Window window, Query query) {
        double budget = (1 - query.slo().orElseThrow()) * canaries.decided().size();
        String detail = String.format(
                Locale.ROOT, "%d failed of %d, %.1f may", canaries.failed(), canaries.decided().size(), budget);
        return canaries.measured(canaries.failed() / budget, detail, List.of());
    }
}
