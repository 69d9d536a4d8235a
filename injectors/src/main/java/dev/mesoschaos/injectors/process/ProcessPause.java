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
 * {@code process-pause}: processes stop in the middle of what they do and go on with the undo, as after a long collection
 * of garbage or the pause of a virtual machine. Their connections stay open, and the kernel still accepts new ones. A
 * master that was paused for longer than its ZooKeeper session ends when it goes on, and its supervisor starts it again.
 * The task of a paused executor is a process of its own, and goes on.
 */
public final class ProcessPause extends ProcessFault {

    @Override
    public String id() {
        return "process-pause";
    }

    @Override
    public String harm() {
        return "daemons or executors stop in the middle of what they do, with their connections open";
    }

    @Override
    public Planner<ProcessPlan> read(Fields parameters) {
        return new ProcessPlanner(
                this, Signal.STOP, Visibility.AGENT_SILENT, Optional.of(Visibility.NOTHING_LOST), "");
    }

    @Override
    public void inject(ProcessPlan plan, FaultContext context) {
        Processes processes = new Processes(plan, context);
        AllOf.atOnce(plan.daemons().stream().map(daemon -> () -> processes.must(
                daemon.host(), ProcessScripts.stop(plan.notes(daemon.host()), daemon.find()))));
        if (!plan.executors().isEmpty()) {
            StruckExecutors.strike(plan, context, (host, pid) ->
                    ProcessScripts.stop(plan.notes(host), List.of("echo", Long.toString(pid))));
        }
    }

    @Override
    public Evidence verifyEffect(ProcessPlan plan, FaultContext context) {
        Processes processes = new Processes(plan, context);
        if (!plan.executors().isEmpty()) {
            return StruckExecutors.in(context).stopped(processes);
        }
        List<String> stopped = processes.stopped();
        List<String> answering = processes.answering();
        return stopped.size() == plan.hosts().size() && answering.isEmpty()
                ? Evidence.holds("there, but silent: " + plan.words())
                : Evidence.missing("stopped: " + stopped + ", still answering: " + answering);
    }

    @Override
    public Evidence verifyHeld(ProcessPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    /** A process that has ended meanwhile is its supervisor's matter. */
    @Override
    public List<HostCommand> undoOnHosts(ProcessPlan plan) {
        return plan.everywhere(host -> ProcessScripts.resume(plan.notes(host)));
    }

    @Override
    public Evidence verifyUndone(ProcessPlan plan, FaultContext context) {
        Processes processes = new Processes(plan, context);
        Evidence resolved = processes.resolved();
        return resolved.holds() && plan.executors().isEmpty() ? processes.serving() : resolved;
    }
}
