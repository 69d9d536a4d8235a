package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;

/**
 * {@code process-kill}: daemons die, and nothing starts them again until the undo. Tasks are processes of their own, and
 * go on where their framework is checkpointed (mesos-facts 4.4-1 to 4.4-3).
 */
public final class ProcessKill extends DaemonFault {

    @Override
    public String id() {
        return "process-kill";
    }

    @Override
    public String harm() {
        return "daemons die and stay dead, their hosts and tasks go on";
    }

    @Override
    public Planner<DaemonPlan> read(Fields parameters) {
        return new DaemonPlanner(this, ending(parameters, Signal.KILL), Visibility.AGENT_SILENT, ", which stays down");
    }

    @Override
    public void inject(DaemonPlan plan, FaultContext context) {
        DaemonControl daemons = context.power(DaemonControl.class);
        plan.hosts().forEach(host -> daemons.supervise(host, false));
        plan.hosts().forEach(host -> daemons.signal(host, plan.signal()));
    }

    @Override
    public Evidence verifyEffect(DaemonPlan plan, FaultContext context) {
        DaemonsOf daemons = new DaemonsOf(plan, context);
        List<String> running = daemons.running();
        List<String> answering = daemons.answering();
        return running.isEmpty() && answering.isEmpty()
                ? Evidence.holds("no process, no answer: " + daemons.words())
                : Evidence.missing("still running: " + running + ", still answering: " + answering);
    }

    @Override
    public void undo(DaemonPlan plan, FaultContext context) {
        new DaemonsOf(plan, context).each((daemons, host) -> {
            daemons.supervise(host, true);
            daemons.start(host);
        });
    }
}
