package dev.mesoschaos.testbed.master;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.Quantities;
import dev.mesoschaos.testbed.master.allocation.Settings;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.mesos.v1.Protos.MasterInfo;

/** What nearly every rule of a leader works on. */
record Parts(
        Cluster cluster,
        Allocator allocator,
        Tasks tasks,
        Offers offers,
        InverseOffers inverseOffers,
        OperatorEvents observers,
        ScheduledExecutorService actor) {

    /** The parts of a leader that knows of nothing yet. */
    static Parts of(MasterInfo self, Equipment equipment) {
        MasterFlags flags = equipment.flags();
        Cluster cluster = new Cluster(self, SystemTime.clock(), new Counters());
        Settings settings = new Settings(
                flags.allocationInterval(),
                Quantities.alternatives(flags.text("min_allocatable_resources")),
                flags.domain().map(domain -> domain.getFaultDomain().getRegion().getName()));
        Allocator allocator = new Allocator(settings, SystemTime.nanos(), equipment.random());
        OperatorEvents observers = new OperatorEvents(cluster, equipment.actor());
        Offers offers = new Offers(cluster, allocator, flags.offerTimeout(), equipment.actor());
        return new Parts(
                cluster,
                allocator,
                new Tasks(cluster, allocator, observers),
                offers,
                new InverseOffers(cluster, allocator, offers, flags.allocationInterval()),
                observers,
                equipment.actor());
    }
}
