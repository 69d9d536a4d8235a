package dev.mesoschaos.testbed.master;

import com.google.protobuf.Message;
import dev.mesoschaos.testbed.auth.Caller;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.master.Protos.Event;

/** Which events of the operator API a subscriber may see; the same as reads show them. */
record OperatorView(Cluster cluster, Caller caller) {

    boolean shows(Message message) {
        Event event = (Event) message;
        return switch (event.getType()) {
            case TASK_ADDED -> shows(event.getTaskAdded().getTask());
            case TASK_UPDATED -> framework(event.getTaskUpdated().getFrameworkId().getValue())
                    .filter(caller::sees)
                    .isPresent();
            case FRAMEWORK_ADDED -> caller.sees(event.getFrameworkAdded().getFramework().getFrameworkInfo());
            case FRAMEWORK_UPDATED -> caller.sees(event.getFrameworkUpdated().getFramework().getFrameworkInfo());
            case FRAMEWORK_REMOVED -> caller.sees(event.getFrameworkRemoved().getFrameworkInfo());
            default -> true;
        };
    }

    private boolean shows(Task task) {
        return framework(task.getFrameworkId().getValue())
                .filter(info -> caller.sees(info, task))
                .isPresent();
    }

    private Optional<FrameworkInfo> framework(String id) {
        return Stream.concat(cluster.framework(id).stream(), cluster.completedFrameworks().stream())
                .filter(framework -> framework.key().equals(id))
                .map(Framework::info)
                .findFirst();
    }
}
