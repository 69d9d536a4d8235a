package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits: {@code 99%}, {@code 15s}, {@code 3}, and for objectives {@code floor + 3s} and {@code 2 x baseline}. */
final class Bounds {

    private static final Pattern FLOOR = Pattern.compile("floor *\\+ *(\\S+)");
    private static final Pattern BASELINE = Pattern.compile("(\\S+) *x *baseline");
    private static final double MAX_COUNT = 1e9;

    private Bounds() {}

    /**
     * Reads the one of two keys that is there.
     *
     * @param relative whether the floor and the baseline are known when the bound is used
     */
    static Optional<Bound> read(
            NodeFields fields,
            String atLeast,
            String atMost,
            Indicator indicator,
            boolean relative,
            Problems problems) {
        Optional<Bound> least = one(fields, atLeast, Bound.Side.AT_LEAST, indicator, relative);
        Optional<Bound> most = one(fields, atMost, Bound.Side.AT_MOST, indicator, relative);
        if (fields.has(atLeast) == fields.has(atMost)) {
            problems.add(fields.location(), "expected either '" + atLeast + "' or '" + atMost + "', got "
                    + (fields.has(atLeast) ? "both" : "neither"));
        }
        return least.or(() -> most);
    }

    private static Optional<Bound> one(
            NodeFields fields, String key, Bound.Side side, Indicator indicator, boolean relative) {
        Form<Amount> form = amount(indicator, relative);
        Optional<Node> node = fields.node(key);
        return fields.valueIfAny(key, form)
                .map(amount -> new Bound(side, amount, ((Node.Scalar) node.orElseThrow()).text()));
    }

    private static Form<Amount> amount(Indicator indicator, boolean relative) {
        Form<Double> plain = plain(indicator.unit());
        String expected = "for " + indicator.id() + " " + plain.expected();
        if (!relative) {
            return new Form<>(expected + " (floor and baseline are for objectives only)",
                    text -> plain.reader().apply(text).map(Amount.Plain::new));
        }
        return new Form<>(expected + ", or 'floor + …', or '2 x baseline'", text -> relative(text, plain));
    }

    private static Optional<Amount> relative(String text, Form<Double> plain) {
        Matcher floor = FLOOR.matcher(text);
        if (floor.matches()) {
            return plain.reader().apply(floor.group(1)).map(Amount.FloorPlus::new);
        }
        Matcher baseline = BASELINE.matcher(text);
        if (baseline.matches()) {
            return Form.decimal(baseline.group(1)).filter(factor -> factor > 0).map(Amount.TimesBaseline::new);
        }
        return plain.reader().apply(text).map(Amount.Plain::new);
    }

    private static Form<Double> plain(Unit unit) {
        return switch (unit) {
            case RATIO -> Form.SHARE;
            case SECONDS -> new Form<>(
                    "a duration such as 1500ms, 3s or 2m",
                    text -> Durations.read(text).map(duration -> duration.toNanos() / 1e9));
            case COUNT -> Form.number(0, MAX_COUNT);
        };
    }
}
