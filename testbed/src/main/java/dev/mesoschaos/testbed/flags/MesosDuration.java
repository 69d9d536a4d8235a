package dev.mesoschaos.testbed.flags;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Mesos writes them: a decimal number and a unit without a space, such as {@code 1.5secs}. */
public final class MesosDuration {

    private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(ns|us|ms|secs|mins|hrs|days|weeks)");
    private static final Map<String, Long> UNITS = units();

    private MesosDuration() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no duration: expected a number and one of ns, us, ms, secs, mins, hrs, days, weeks, as in 1.5secs");
        }
        // As a double, like Mesos itself.
        double nanos = Double.parseDouble(form.group(1)) * UNITS.get(form.group(2));
        if (Math.abs(nanos) >= Long.MAX_VALUE) {
            throw new IllegalArgumentException("'" + text + "' is longer than a duration can be, which is 292 years");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    /** The duration in the largest unit in which it is a whole number, as Mesos prints it: 60 s is {@code 1mins}. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        String text = nanos + "ns";
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (nanos % unit.getValue() == 0 && nanos != 0) {
                text = nanos / unit.getValue() + unit.getKey();
            }
        }
        return text;
    }

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("ns", 1L);
        units.put("us", 1_000L);
        units.put("ms", 1_000_000L);
        units.put("secs", Duration.ofSeconds(1).toNanos());
        units.put("mins", Duration.ofMinutes(1).toNanos());
        units.put("hrs", Duration.ofHours(1).toNanos());
        units.put("days", Duration.ofDays(1).toNanos());
        units.put("weeks", Duration.ofDays(7).toNanos());
        return units;
    }
}
