package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Resources;
import org.apache.mesos.v1.Protos.Offer;

/** An offer that nobody has answered yet. */
record OutstandingOffer(Offer message, Claim claim, String agentId, Resources resources) {

    String id() {
        return message.getId().getValue();
    }

    Holding holding() {
        return new Holding(claim, resources);
    }
}
