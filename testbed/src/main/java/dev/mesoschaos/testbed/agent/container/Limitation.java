package dev.mesoschaos.testbed.agent.container;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskResourceLimitation;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.Value;

/**
 * A limit that a container went over, for which it dies (mesos-facts 4.3).
 *
 * @param resource what it had used by then, in MB
 */
public record Limitation(Reason reason, String message, Resource resource) {

    /** A limit of memory or disk. */
    static Limitation of(Reason reason, String message, String resource, double usedMb) {
        return new Limitation(reason, message, Resource.newBuilder()
                .setName(resource)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(usedMb))
                .build());
    }

    /** As a status update tells it. */
    public TaskResourceLimitation toMessage() {
        return TaskResourceLimitation.newBuilder().addResources(resource).build();
    }
}
