package dev.mesoschaos.scenarios.language;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as scenario files write them: {@code 512B}, {@code 64KB}, {@code 1.5MB}; units are of 1024, as Mesos counts. */
final class Sizes {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(B|KB|MB|GB|TB)");
    private static final Map<String, Long> UNIT_BYTES =
            Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String PER_SECOND = "/s";

    private Sizes() {}

    /** Sizes in bytes, within bounds. */
    static Form<Long> bytes(long min, long max) {
        return form("size", "", min, max);
    }

    /** Rates in bytes per second, within bounds. */
    static Form<Long> bytesPerSecond(long min, long max) {
        return form("rate", PER_SECOND, min, max);
    }

    private static Form<Long> form(String what, String suffix, long min, long max) {
        String expected = "a " + what + " such as 512KB" + suffix + ", 64MB" + suffix + " or 2GB" + suffix + ", from "
                + shown(min) + suffix + " to " + shown(max) + suffix;
        return new Form<>(expected, text -> text.endsWith(suffix)
                ? read(text.substring(0, text.length() - suffix.length())).filter(size -> size >= min && size <= max)
                : Optional.empty());
    }

    /** In bytes; empty when the text is no size, or no whole number of bytes. */
    static Optional<Long> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(UNIT_BYTES.get(matcher.group(2)));
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit).stripTrailingZeros();
        return bytes.scale() > 0 || bytes.compareTo(MOST) > 0 ? Optional.empty() : Optional.of(bytes.longValue());
    }

    /** In the largest unit that leaves it whole. */
    static String shown(long bytes) {
        for (String unit : new String[] {"TB", "GB", "MB", "KB"}) {
            if (bytes >= UNIT_BYTES.get(unit) && bytes % UNIT_BYTES.get(unit) == 0) {
                return bytes / UNIT_BYTES.get(unit) + unit;
            }
        }
        return bytes + "B";
    }
}
