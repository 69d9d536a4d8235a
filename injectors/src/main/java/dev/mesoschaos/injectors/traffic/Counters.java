package dev.mesoschaos.injectors.traffic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a queueing discipline has counted since it is there.
 *
 * @param requeued of netem: packets that overtook others
 */
record Counters(long bytes, long packets, long dropped, long overlimits, long requeued) {

    private static final Pattern SENT = Pattern.compile(
            "\\s*Sent (\\d+) bytes (\\d+) pkt \\(dropped (\\d+), overlimits (\\d+) requeues (\\d+)\\)\\s*");

    /**
     * Finds them in the output of {@code tc -s qdisc show}.
     *
     * @param start how the line of the discipline starts
     */
    static Optional<Counters> of(String start, String output) {
        boolean ours = false;
        for (String line : output.lines().toList()) {
            Matcher sent = SENT.matcher(line);
            if (ours && sent.matches()) {
                return Optional.of(new Counters(
                        Long.parseLong(sent.group(1)),
                        Long.parseLong(sent.group(2)),
                        Long.parseLong(sent.group(3)),
                        Long.parseLong(sent.group(4)),
                        Long.parseLong(sent.group(5))));
            }
            ours = line.startsWith(start);
        }
        return Optional.empty();
    }
}
