package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Response;
import org.apache.mesos.v1.master.Protos.Call;

/** The operator calls that change the cluster. */
final class OperatorChanges {

    /** Answers a call that changes something. */
    void handle(Call call, Exchange exchange) {
        exchange.respond(Response.text(501, "The testbed does not implement operator call " + call.getType()));
    }
}
