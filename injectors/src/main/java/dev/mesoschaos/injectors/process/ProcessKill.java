package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Optional;

/**
 * {@code process-kill}: daemons die, and nothing starts them again until the undo. Tasks are processes of their own, and
 * go on where their framework is checkpointed (mesos-facts 4.4-1 to 4.4-3).
 *
 * <p>An executor that dies stays dead, and its task is lost: the framework puts another in its place. The undo ends what
 * the executor has left running, which some launchers of Mesos do not (mesos-facts 14).
 */
public final class ProcessKill extends ProcessFault {

    @Override
    public String id() {
        return "process-kill";
    }

    @Override
    public String harm() {
        return "processes die and stay dead: daemons, whose hosts and tasks go on, or executors";
    }

    @Override
    public Planner<ProcessPlan> read(Fields parameters) {
        return new ProcessPlanner(
                this,
                ending(parameters, Signal.KILL),
                Visibility.AGENT_SILENT,
                Optional.of(Visibility.TASK_ENDS),
                ", which stays down");
    }

    @Override
    public void inject(ProcessPlan plan, FaultContext context) {
        Processes processes = new Processes(plan, context);
        AllOf.atOnce(plan.daemons().stream().map(daemon -> () -> {
            processes.must(daemon.host(), daemon.hold());
            processes.must(daemon.host(), ProcessScripts.signal(plan.signal().name(), daemon.find()));
        }));
        if (!plan.executors().isEmpty()) {
            StruckExecutors.strike(plan, context, (host, pid) ->
                    ProcessScripts.behead(plan.notes(host), plan.signal().name(), pid));
        }
    }

    @Override
    public Evidence verifyEffect(ProcessPlan plan, FaultContext context) {
        Processes processes = new Processes(plan, context);
        if (!plan.executors().isEmpty()) {
            return StruckExecutors.in(context).dead(processes);
        }
        List<String> running = processes.running();
        List<String> answering = processes.answering();
        return running.isEmpty() && answering.isEmpty()
                ? Evidence.holds("no process, no answer: " + plan.words())
                : Evidence.missing("still running: " + running + ", still answering: " + answering);
    }

    @Override
    public Evidence verifyHeld(ProcessPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    @Override
    public List<HostCommand> undoOnHosts(ProcessPlan plan) {
        return plan.executors().isEmpty()
                ? plan.releases()
                : plan.everywhere(host -> ProcessScripts.endOrphans(plan.notes(host)));
    }

    @Override
    public Evidence verifyUndone(ProcessPlan plan, FaultContext context) {
        Processes processes = new Processes(plan, context);
        return plan.executors().isEmpty() ? processes.serving() : processes.resolved();
    }
}
