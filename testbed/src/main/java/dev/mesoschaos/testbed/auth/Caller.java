package dev.mesoschaos.testbed.auth;

import dev.mesoschaos.testbed.api.Refusal;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;

/**
 * One caller, with what ACLs say of it.
 *
 * @param principal empty when nobody had to say who they are
 */
public record Caller(Acls acls, Optional<String> principal) {

    /** Whether the caller may do this to everything of its kind. */
    public boolean may(Action action) {
        return acls.allow(action, principal, Optional.empty());
    }

    /** Whether the caller may do this to that; an empty name stands for everything of its kind. */
    public boolean may(Action action, String object) {
        return acls.allow(action, principal, Optional.of(object).filter(name -> !name.isEmpty()));
    }

    /**
     * Stops a caller who may not do this.
     *
     * @throws Refusal with 403
     */
    public void require(Action action) {
        require(may(action));
    }

    /**
     * Stops a caller who may not do this to that.
     *
     * @throws Refusal with 403
     */
    public void require(Action action, String object) {
        require(may(action, object));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw Refusal.forbidden();
        }
    }

    /** Whether reads show the framework. */
    public boolean sees(FrameworkInfo framework) {
        return may(Action.VIEW_FRAMEWORKS, framework.getUser());
    }

    /** Whether reads show the task. */
    public boolean sees(FrameworkInfo framework, Task task) {
        return sees(framework) && may(Action.VIEW_TASKS, task.hasUser() ? task.getUser() : framework.getUser());
    }

    /** Whether reads show the executor. */
    public boolean sees(FrameworkInfo framework, ExecutorInfo executor) {
        String user = executor.getCommand().hasUser() ? executor.getCommand().getUser() : framework.getUser();
        return sees(framework) && may(Action.VIEW_EXECUTORS, user);
    }

    /** Whether reads show the role, its quota and its weight. */
    public boolean seesRole(String role) {
        return may(Action.VIEW_ROLES, role);
    }
}
