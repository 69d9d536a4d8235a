package dev.mesoschaos.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How near benchmarks come to their limits. A benchmark whose name has {@code Limit} inside, as
 * {@code protobufLimitParseFrom}, is a limit of each other one whose name begins as its own does before that word.
 */
final class BesideLimits {

    private static final Pattern LIMIT = Pattern.compile("(.+)Limit(.+)");

    private BesideLimits() {}

    /** One line for each benchmark and limit of it, of how many each does in a second of one core. */
    static List<String> of(Map<String, Double> perSecond) {
        return perSecond.keySet().stream().sorted().map(LIMIT::matcher).filter(Matcher::matches)
                .flatMap(limit -> perSecond.keySet().stream().sorted()
                        .filter(name -> name.startsWith(limit.group(1)) && !LIMIT.matcher(name).matches())
                        .map(name -> line(name, limit.group(), perSecond)))
                .toList();
    }

    private static String line(String name, String limit, Map<String, Double> perSecond) {
        return String.format(Locale.ROOT, "%s: %,.0f/s, %.2f times as long as %s (%,.0f/s)", name, perSecond.get(name),
                perSecond.get(limit) / perSecond.get(name), limit, perSecond.get(limit));
    }
}
