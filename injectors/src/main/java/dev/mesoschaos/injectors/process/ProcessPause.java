package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;

/**
 * {@code process-pause}: daemons stop in the middle of what they do and go on with the undo, as after a long collection
 * of garbage or the pause of a virtual machine. Their connections stay open, and the kernel still accepts new ones. A
 * master that was paused for longer than its ZooKeeper session ends when it goes on, and its supervisor starts it again.
 */
public final class ProcessPause extends DaemonFault {

    @Override
    public String id() {
        return "process-pause";
    }

    @Override
    public String harm() {
        return "daemons stop in the middle of what they do, with their connections open";
    }

    @Override
    public Planner<DaemonPlan> read(Fields parameters) {
        return new DaemonPlanner(this, Signal.STOP, Visibility.AGENT_SILENT, "");
    }

    @Override
    public void inject(DaemonPlan plan, FaultContext context) {
        DaemonControl daemons = context.power(DaemonControl.class);
        plan.hosts().forEach(host -> daemons.signal(host, plan.signal()));
    }

    @Override
    public Evidence verifyEffect(DaemonPlan plan, FaultContext context) {
        DaemonsOf daemons = new DaemonsOf(plan, context);
        List<String> running = daemons.running();
        List<String> answering = daemons.answering();
        return running.size() == plan.hosts().size() && answering.isEmpty()
                ? Evidence.holds("there, but silent: " + daemons.words())
                : Evidence.missing("running: " + running + ", still answering: " + answering);
    }

    @Override
    public void undo(DaemonPlan plan, FaultContext context) {
        new DaemonsOf(plan, context).each(ProcessPause::resume);
    }

    /** One that has ended meanwhile is its supervisor's matter. */
    private static void resume(DaemonControl daemons, String host) {
        try {
            daemons.signal(host, Signal.CONT);
        } catch (ClusterException e) {
            if (daemons.runs(host)) {
                throw e;
            }
        }
    }
}
