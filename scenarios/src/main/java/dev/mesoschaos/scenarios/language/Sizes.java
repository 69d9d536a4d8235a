package dev.mesoschaos.scenarios.language;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as scenario files write them: {@code 512B}, {@code 64KB}, {@code 1.5MB}, {@code 2GB}; each unit is 1000 of the one before. */
final class Sizes {

    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB");
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(B|KB|MB|GB)");
    private static final long STEP = 1000;

    private Sizes() {}

    /** In bytes; empty when the text is no size, or no whole number of bytes. */
    static Optional<Long> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(STEP).pow(UNITS.indexOf(matcher.group(2)));
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit).stripTrailingZeros();
        return bytes.scale() > 0 ? Optional.empty() : Optional.of(bytes.longValueExact());
    }

    /** In the largest unit that leaves it whole. */
    static String shown(long bytes) {
        int unit = 0;
        long number = bytes;
        while (number != 0 && number % STEP == 0 && unit < UNITS.size() - 1) {
            number /= STEP;
            unit++;
        }
        return number + UNITS.get(unit);
    }
}
