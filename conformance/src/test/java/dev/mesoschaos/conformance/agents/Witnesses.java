package dev.mesoschaos.conformance.agents;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Operator;
import java.time.Duration;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Who sees what becomes of an agent: a task of a framework that is PARTITION_AWARE and of one that is not, a framework that
 * only holds the agent's offer, and an operator.
 *
 * @param agent its id
 */
record Witnesses(
        String host, AgentID agent, Framework aware, Framework unaware, Framework holder, Offer offer, Operator operator) {

    /** Task of the framework that is PARTITION_AWARE. */
    static final String AWARE_TASK = "pa";

    /** Task of the framework that is not. */
    static final String UNAWARE_TASK = "np";

    static Witnesses on(Bed bed, String host) throws InterruptedException {
        Framework aware = bed.framework(Frameworks.aware("aware").setFailoverTimeout(600));
        aware.run(AWARE_TASK, host);
        Framework unaware = bed.framework(Frameworks.plain("unaware").setFailoverTimeout(600));
        unaware.run(UNAWARE_TASK, host);
        Framework holder = bed.framework(Frameworks.aware("holder"));
        Offer offer = holder.offer(host);
        return new Witnesses(host, offer.getAgentId(), aware, unaware, holder, offer, bed.operator());
    }

    /** Positions in what all of them hear. */
    Marks marks() {
        return new Marks(aware.mark(), unaware.mark(), holder.mark(), operator.events().mark());
    }

    Heard<TaskStatus> aware(Marks since, TaskState state, Duration limit) {
        return aware.status(since.aware, AWARE_TASK, state, limit);
    }

    Heard<TaskStatus> unaware(Marks since, TaskState state, Duration limit) {
        return unaware.status(since.unaware, UNAWARE_TASK, state, limit);
    }

    /** Positions of {@link Witnesses#marks}. */
    record Marks(int aware, int unaware, int holder, int operator) {}
}
