package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Allocator;
import java.util.concurrent.ScheduledExecutorService;

/** What nearly every rule of a leader works on. */
record Parts(
        Cluster cluster,
        Allocator allocator,
        Tasks tasks,
        Offers offers,
        InverseOffers inverseOffers,
        OperatorEvents observers,
        ScheduledExecutorService actor) {}
