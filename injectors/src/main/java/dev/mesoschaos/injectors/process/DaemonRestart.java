package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code daemon-restart}: daemons end, and whoever supervises them starts them again at once, as an upgrade or a crash
 * does. Checkpointed tasks of agents go on (mesos-facts 4.4-1).
 */
public final class DaemonRestart extends DaemonFault {

    @Override
    public String id() {
        return "daemon-restart";
    }

    @Override
    public String harm() {
        return "daemons end, and are started again at once by whoever supervises them";
    }

    @Override
    public Planner<DaemonPlan> read(Fields parameters) {
        return new DaemonPlanner(this, ending(parameters, Signal.TERM), Visibility.NOTHING_LOST, ", which is started again");
    }

    @Override
    public void inject(DaemonPlan plan, FaultContext context) {
        DaemonsOf targets = new DaemonsOf(plan, context);
        Map<String, Integer> before = new HashMap<>();
        plan.hosts().forEach(host -> before.put(host, targets.ends(host)));
        context.keep(new Before(before));
        DaemonControl daemons = context.power(DaemonControl.class);
        plan.hosts().forEach(host -> daemons.signal(host, plan.signal()));
    }

    @Override
    public Evidence verifyEffect(DaemonPlan plan, FaultContext context) {
        Before before = context.kept().map(Before.class::cast).orElseThrow();
        DaemonsOf daemons = new DaemonsOf(plan, context);
        List<String> same = plan.hosts().stream()
                .filter(host -> daemons.ends(host) == before.ends().get(host))
                .toList();
        return same.isEmpty()
                ? Evidence.holds("ended: " + daemons.words())
                : Evidence.missing("still the same process: " + same);
    }

    /** Starts what its supervisor has not: an undo leaves nothing down. */
    @Override
    public void undo(DaemonPlan plan, FaultContext context) {
        context.take();
        new DaemonsOf(plan, context).each(DaemonControl::start);
    }

    /**
     * What tells a new process from the old one.
     *
     * @param ends how many processes of each host's daemon had ended before
     */
    private record Before(Map<String, Integer> ends) implements AutoCloseable {
        @Override
        public void close() {}
    }
}
