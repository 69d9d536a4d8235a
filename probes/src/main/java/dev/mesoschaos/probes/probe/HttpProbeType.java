package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;
import java.time.Duration;
import java.util.List;

/** {@code http: {app: web, rate: 200/s, timeout: 500ms, connections: each}}. */
public final class HttpProbeType implements ProbeType {

    /** The longest time a request may take, and therefore the most by which its record can lag behind. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(5);

    private static final double HIGHEST_RATE_PER_SECOND = 20_000;
    private static final String REUSE = "reuse";

    @Override
    public String id() {
        return "http";
    }

    @Override
    public String measures() {
        return "Whether an app's users get answers, by sending GET / to its instances in turn at a fixed rate.";
    }

    @Override
    public Probe read(Fields parameters) {
        boolean reuse = parameters.word("connections", REUSE, List.of(REUSE, "each")).equals(REUSE);
        return new SlaProbe(
                reuse ? Way.HTTP : Way.HTTP_CONNECTION_EACH,
                parameters.text("app"),
                rate(parameters, HIGHEST_RATE_PER_SECOND),
                timeout(parameters));
    }

    static double rate(Fields parameters, double highest) {
        double rate = parameters.ratePerSecond("rate", highest, 100);
        if (rate <= 0) {
            throw parameters.wrong("rate", "expected more than 0/s, such as 100/s");
        }
        return rate;
    }

    static Duration timeout(Fields parameters) {
        return parameters.duration("timeout", Duration.ofMillis(10), LONGEST_TIMEOUT, Duration.ofMillis(500));
    }
}
