package dev.mesoschaos.injectors.process;

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
 * {@code daemon-restart}: daemons end, and whoever supervises them starts them again at once, as an upgrade or a crash
 * does. Checkpointed tasks of agents go on (mesos-facts 4.4-1).
 */
public final class DaemonRestart extends ProcessFault {

    @Override
    public String id() {
        return "daemon-restart";
    }

    @Override
    public String harm() {
        return "daemons end, and are started again at once by whoever supervises them";
    }

    @Override
    public Planner<ProcessPlan> read(Fields parameters) {
        return new ProcessPlanner(
                this,
                ending(parameters, Signal.TERM),
                Visibility.NOTHING_LOST,
                Optional.empty(),
                ", which is started again");
    }

    @Override
    public void inject(ProcessPlan plan, FaultContext context) {
        context.keep(Restarts.of(plan, new Processes(plan, context)));
    }

    @Override
    public Evidence verifyEffect(ProcessPlan plan, FaultContext context) {
        Restarts restarts = context.kept().map(Restarts.class::cast).orElseThrow();
        List<String> same = restarts.same(new Processes(plan, context));
        return same.isEmpty()
                ? Evidence.holds("ended: " + plan.words())
                : Evidence.missing("still the same process: " + same);
    }

    /** An undo leaves nothing down. */
    @Override
    public List<HostCommand> undoOnHosts(ProcessPlan plan) {
        return plan.releases();
    }

    @Override
    public Evidence verifyUndone(ProcessPlan plan, FaultContext context) {
        return new Processes(plan, context).serving();
    }
}
