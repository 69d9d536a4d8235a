package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Whether a framework may run a task as the user it is to run as (mesos-facts section 8, run_tasks). */
record TaskPermission(Acls acls) {

    /** What to tell the framework when it may not. */
    Optional<String> problem(Framework framework, TaskInfo task) {
        String user = user(framework, task);
        Optional<String> principal = Optional.of(framework.info().getPrincipal()).filter(name -> !name.isEmpty());
        return new Caller(acls, principal).may(Action.RUN_TASKS, user)
                ? Optional.empty()
                : Optional.of("Not authorized to launch as user '" + user + "'");
    }

    private static String user(Framework framework, TaskInfo task) {
        if (task.getCommand().hasUser()) {
            return task.getCommand().getUser();
        }
        return task.getExecutor().getCommand().hasUser()
                ? task.getExecutor().getCommand().getUser()
                : framework.info().getUser();
    }
}
