package dev.mesoschaos.scenarios.runner;

import com.sun.management.OperatingSystemMXBean;
import dev.mesoschaos.scenarios.journal.Event;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/** What the machine of this process is like, on which times depend. */
final class ThisMachine {

    private static final long BYTES_PER_MB = 1 << 20;

    private ThisMachine() {}

    static Event.Machine at(Instant now) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Event.Machine(
                now,
                system.getName(),
                system.getVersion(),
                system.getArch(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / BYTES_PER_MB,
                Runtime.version().toString());
    }
}
