package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine of this process is like, on which times depend. */
final class ThisMachine {

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s*(\\d+) kB");
    private static final long KB_PER_MB = 1024;

    private ThisMachine() {}

    static Event.Machine at(Instant now) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return new Event.Machine(
                now,
                system.getName(),
                system.getVersion(),
                system.getArch(),
                system.getAvailableProcessors(),
                memoryMb(),
                Runtime.version().toString());
    }

    /** Where Linux says so; Java itself only tells of its own. */
    private static long memoryMb() {
        try {
            Matcher total = TOTAL.matcher(Files.readString(MEMORY, StandardCharsets.US_ASCII));
            return total.find() ? Long.parseLong(total.group(1)) / KB_PER_MB : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
