package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.InstantSource;
import org.apache.mesos.v1.Protos.AgentID;

/** What an agent does at the orders of the leading master. For one thread. */
final class Orders {

    private final Tasks tasks;
    private final StatusUpdates updates;
    private final AgentResources resources;
    private final Draining draining;
    private final InstantSource clock;

    Orders(Tasks tasks, StatusUpdates updates, AgentResources resources, Draining draining, InstantSource clock) {
        this.tasks = tasks;
        this.updates = updates;
        this.resources = resources;
        this.draining = draining;
        this.clock = clock;
    }

    /** Obeys; {@code id} is the agent's own. What {@link MasterLink} handles is no order. */
    void obey(MasterMessage order, AgentID id, long now) {
        switch (order) {
            case MasterMessage.RunTask run -> tasks.run(run.framework(), run.task(), id, now);
            case MasterMessage.RunTaskGroup run ->
                tasks.runGroup(run.framework(), run.executor(), run.tasks().getTasksList(), id, now);
            case MasterMessage.KillTask kill ->
                tasks.kill(new TaskKey(kill.frameworkId(), kill.taskId()), kill.policy(), id, now);
            case MasterMessage.Acknowledge ack ->
                tasks.acknowledge(new TaskKey(ack.frameworkId(), ack.taskId()), ack.uuid(), now);
            case MasterMessage.ReconcileUnknown unknown ->
                tasks.reconcileUnknown(unknown.framework(), unknown.taskId(), id, now);
            case MasterMessage.ShutdownExecutor shutdown ->
                tasks.shutdownExecutor(new ExecutorKey(shutdown.frameworkId(), shutdown.executorId()), now);
            case MasterMessage.ToExecutor message ->
                tasks.message(new ExecutorKey(message.frameworkId(), message.executorId()), message.data());
            case MasterMessage.UpdateFramework update -> {
                if (tasks.update(update.framework())) {
                    updates.restart(now);
                }
            }
            case MasterMessage.ShutdownFramework removed -> tasks.shutdownFramework(removed.frameworkId(), now);
            case MasterMessage.Drain drain -> {
                draining.begin(drain.config(), clock.instant());
                tasks.drain(drain.config(), now);
            }
            case MasterMessage.Reactivate reactivate -> draining.end();
            case MasterMessage.ApplyOperation apply -> resources.apply(apply.operation(), apply.checkpointed(), id, now);
            case MasterMessage.AcknowledgeOperation ack -> resources.acknowledge(ack.operation());
            case MasterMessage.Ping ping -> {}
            case MasterMessage.Registered registered -> {}
            case MasterMessage.Shutdown shutdown -> {}
        }
    }
}
