package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** An indicator that says what it is told to say. */
final class FakeIndicator implements Indicator {

    volatile Measurement says = number(1);
    volatile RuntimeException crash;
    Optional<Floor> floor = Optional.empty();

    static Measurement number(double value) {
        return new Measurement(OptionalDouble.of(value), false, 10, "things", "", List.of());
    }

    static Measurement between(double low, double high) {
        return new Measurement(
                OptionalDouble.of((low + high) / 2),
                false,
                10,
                "things",
                "",
                List.of(),
                Optional.of(new Measurement.Interval(low, high, 0.95)));
    }

    static Measurement censored(double value) {
        return new Measurement(OptionalDouble.of(value), true, 10, "things", "", List.of());
    }

    @Override
    public String id() {
        return "goodness";
    }

    @Override
    public String meaning() {
        return "how good it is";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        if (crash != null) {
            throw crash;
        }
        return says;
    }

    @Override
    public Optional<Floor> floor(FloorTerms terms) {
        return floor;
    }
}
