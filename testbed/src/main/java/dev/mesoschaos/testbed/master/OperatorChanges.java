package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.Exchange;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/** The calls by which operators change a cluster beyond its frameworks, and those that read the same: none so far. */
final class OperatorChanges {

    /**
     * Makes a change; answers when it is done.
     *
     * @return whether the call is one of these
     */
    boolean handle(Call call, Exchange exchange) {
        return false;
    }

    /** The answer to a call that reads what such a change left; empty when the call is none of these. */
    Optional<Response> read(Call call) {
        return Optional.empty();
    }
}
