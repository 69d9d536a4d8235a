package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.health.Probe;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Which tasks the testbed's agent cannot run; a part ignored in silence would falsify what is measured with it. */
final class TaskRefusal {

    private TaskRefusal() {}

    static Optional<String> of(TaskInfo task) {
        if (task.hasContainer() && !isPlain(task.getContainer())) {
            return Optional.of("the testbed's agent has no container images, volumes or networks, leave 'container' out");
        }
        if (task.hasHealthCheck()) {
            return Probe.refusal(task.getHealthCheck());
        }
        return Optional.empty();
    }

    private static boolean isPlain(ContainerInfo container) {
        return container.getType() == ContainerInfo.Type.MESOS
                && !container.getMesos().hasImage()
                && container.getVolumesCount() == 0
                && container.getNetworkInfosCount() == 0;
    }
}
