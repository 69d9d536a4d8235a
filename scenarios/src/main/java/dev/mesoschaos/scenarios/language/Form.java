package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to write a value.
 *
 * @param expected its name with examples, to follow the word "expected"
 * @param reader empty when the text is not of this form
 * @param hint more to say about a text that is not
 */
record Form<T>(String expected, Function<String, Optional<T>> reader, Function<String, String> hint) {

    static final Form<String> TEXT = new Form<>("a text", text -> Optional.of(text).filter(t -> !t.isBlank()));
    static final Form<Double> SHARE = new Form<>("a share such as 99%, from 0% to 100%", Form::share);
    static final Form<Quantity> QUANTITY =
            new Form<>("any, minority, all, a count or a share such as 25%", Form::quantity);

    private static final String WORD = "[a-z0-9]+(-[a-z0-9]+)*";
    static final Form<String> NAME = new Form<>(
            "a name of at most 40 small letters and digits with single dashes, such as rack-partition",
            text -> Optional.of(text).filter(t -> t.length() <= 40 && t.matches(WORD)));

    private static final String NUMBER = "-?[0-9]{1,12}(?:\\.[0-9]{1,12})?";
    private static final Pattern PERCENT = Pattern.compile("(" + NUMBER + ")%");
    private static final Pattern RATE = Pattern.compile("(" + NUMBER + ")/s");
    private static final Pattern BANDWIDTH = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(kbit|mbit|gbit)");
    private static final Map<String, Long> BITS = Map.of("kbit", 1_000L, "mbit", 1_000_000L, "gbit", 1_000_000_000L);
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    Form(String expected, Function<String, Optional<T>> reader) {
        this(expected, reader, text -> "");
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is not of this form; the message says what was expected
     */
    T read(String text) {
        return reader.apply(text).orElseThrow(() -> new IllegalArgumentException(
                "expected " + expected + ", got " + Quote.of(text) + hint.apply(text)));
    }

    static Form<Double> number(double min, double max) {
        return new Form<>(
                "a number from " + plain(min) + " to " + plain(max),
                text -> decimal(text).filter(number -> number >= min && number <= max));
    }

    static Form<Integer> integer(int min, int max) {
        return new Form<>(
                "a whole number from " + min + " to " + max,
                text -> decimal(text)
                        .filter(number -> number == Math.rint(number) && number >= min && number <= max)
                        .map(Double::intValue));
    }

    static Form<Double> ratePerSecond(double max) {
        return new Form<>(
                "a rate such as 200/s, at most " + plain(max) + "/s",
                text -> first(RATE, text).filter(rate -> rate > 0 && rate <= max));
    }

    static Form<Long> bitsPerSecond(long min, long max) {
        return new Form<>(
                "a bandwidth such as 500kbit, 10mbit or 1gbit, from " + bandwidth(min) + " to " + bandwidth(max),
                text -> bandwidth(text).filter(bits -> bits >= min && bits <= max));
    }

    static Form<Duration> duration(Duration min, Duration max) {
        return new Form<>(
                "a duration such as 250ms, 5s, 2m or 1h, from " + Durations.shown(min) + " to " + Durations.shown(max),
                text -> Durations.read(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0));
    }

    static Form<String> oneOf(Collection<String> words) {
        return new Form<>(
                "one of " + String.join(", ", words),
                text -> Optional.of(text).filter(words::contains),
                text -> Nearest.hint(text, words));
    }

    /** A plain decimal number; hexadecimal, exponents and underscores are none. */
    static Optional<Double> decimal(String text) {
        return text.matches(NUMBER) ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    private static Optional<Long> bandwidth(String text) {
        Matcher matcher = BANDWIDTH.matcher(text);
        return matcher.matches()
                ? Optional.of(Math.round(Double.parseDouble(matcher.group(1)) * BITS.get(matcher.group(2))))
                : Optional.empty();
    }

    private static String bandwidth(long bits) {
        String unit = bits % 1_000_000_000 == 0 ? "gbit" : bits % 1_000_000 == 0 ? "mbit" : "kbit";
        return bits / BITS.get(unit) + unit;
    }

    private static Optional<Double> percent(String text) {
        return first(PERCENT, text).filter(percent -> percent >= 0 && percent <= 100);
    }

    private static Optional<Double> share(String text) {
        // In decimals: 99.9 / 100 in binary is more than 0.999, and 999 of 1000 would miss it.
        return percent(text).map(percent -> BigDecimal.valueOf(percent).movePointLeft(2).doubleValue());
    }

    private static Optional<Quantity> quantity(String text) {
        return switch (text) {
            case "any" -> Optional.of(new Quantity.Any());
            case "minority" -> Optional.of(new Quantity.Minority());
            case "all" -> Optional.of(new Quantity.All());
            default -> COUNT.matcher(text).matches()
                    ? Optional.of(new Quantity.Count(Integer.parseInt(text)))
                    : percent(text).map(Quantity.Percent::new);
        };
    }

    private static Optional<Double> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : "" + number;
    }
}
