package dev.mesoschaos.testbed.master;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** What a master process has whether it leads or not. */
record Equipment(
        MasterFlags flags,
        Defect defect,
        MasterAuth auth,
        Actor actor,
        RandomGenerator random,
        Metrics metrics,
        ProcessCalls process) {

    /** A new id, with the version that Mesos checks (mesos-facts section 3, "uuid"). */
    UUID uuid() {
        long version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
        long variant2 = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(version4, variant2);
    }
}
