package dev.mesoschaos.testbed.master;

import java.util.concurrent.ScheduledExecutorService;

/** What nearly every rule of a leader works on. */
record Parts(
        Cluster cluster,
        Allocator allocator,
        Tasks tasks,
        Offers offers,
        OperatorEvents observers,
        ScheduledExecutorService actor) {}
