package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;

/**
 * What one caller may see of an agent: reads leave out the rest (mesos-facts section 8).
 *
 * @param whole all of it
 */
record AgentSight(AgentSnapshot whole, Caller caller) {

    /** The agent with those frameworks, executors and tasks alone. */
    AgentSnapshot visible() {
        AgentSnapshot.Tasks tasks = whole.tasks();
        return new AgentSnapshot(
                whole.info(),
                whole.recovered(),
                whole.registered(),
                whole.leader(),
                whole.frameworks().stream().filter(caller::sees).toList(),
                new AgentSnapshot.Tasks(
                        tasks(tasks.queued()), tasks(tasks.launched()), tasks(tasks.terminated())),
                tasks(whole.completed()),
                whole.ended(),
                executors(whole.executors()),
                executors(whole.completedExecutors()),
                whole.executorsEnded(),
                whole.draining());
    }

    /** The executors whose containers are shown. */
    List<ExecutorSnapshot> containers() {
        return whole.executors().stream()
                .filter(executor -> caller.may(Action.VIEW_CONTAINERS, executor.user()))
                .toList();
    }

    private List<ExecutorSnapshot> executors(List<ExecutorSnapshot> all) {
        return all.stream()
                .filter(executor -> caller.sees(executor.framework()))
                .filter(executor -> caller.may(Action.VIEW_EXECUTORS, executor.user()))
                .toList();
    }

    private List<Task> tasks(List<Task> all) {
        Map<FrameworkID, FrameworkInfo> known = new HashMap<>();
        whole.completedExecutors().forEach(executor -> known.put(executor.framework().getId(), executor.framework()));
        whole.frameworks().forEach(framework -> known.put(framework.getId(), framework));
        return all.stream()
                .filter(task -> Optional.ofNullable(known.get(task.getFrameworkId()))
                        .map(framework -> caller.sees(framework, task))
                        .orElseGet(() -> caller.may(Action.VIEW_TASKS)))
                .toList();
    }
}
