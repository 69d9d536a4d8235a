package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** For how long nothing could be scheduled. */
public final class TimeUnable extends CanaryIndicator {

    private static final double SECONDS_PER_MINUTE = 60;

    @Override
    public String id() {
        return "time-unable";
    }

    @Override
    public String meaning() {
        return "Seconds in which canary tasks were due and none of them ran within its deadline, each second counted whole.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    boolean lessIsWorse() {
        return false;
    }

    @Override
    Measurement measure(CanaryTally canaries, Window window, Query query) {
        Map<Long, Boolean> able = new TreeMap<>();
        for (CanaryLife canary : canaries.decided()) {
            long second = Duration.between(window.from(), canary.due()).toSeconds();
            able.merge(second, canary.inTime(), Boolean::logicalOr);
        }
        long unable = able.values().stream().filter(one -> !one).count();
        String detail = String.format(Locale.ROOT, "%.2f minutes; %d of %d seconds in which canaries were due",
                unable / SECONDS_PER_MINUTE, unable, able.size());
        return canaries.measured((double) unable, detail, List.of());
    }
}
