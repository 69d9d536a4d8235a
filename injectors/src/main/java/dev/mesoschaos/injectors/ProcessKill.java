package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * {@code process-kill}: daemons die, and nothing starts them again until the undo. Tasks are processes of their own, and
 * go on where their framework is checkpointed (mesos-facts 4.4-1 to 4.4-3).
 */
public final class ProcessKill implements FaultType<DaemonPlan> {

    @Override
    public String id() {
        return "process-kill";
    }

    @Override
    public String harm() {
        return "daemons die and stay dead, their hosts and tasks go on";
    }

    @Override
    public Class<DaemonPlan> planType() {
        return DaemonPlan.class;
    }

    @Override
    public Planner<DaemonPlan> read(Fields parameters) {
        Signal signal = Signal.valueOf(
                parameters.word("signal", "kill", List.of("kill", "term")).toUpperCase(Locale.ROOT));
        return new DaemonPlanner(this, signal, Visibility.AGENT_SILENT, ", which stays down");
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

    @Override
    public Evidence verifyUndone(DaemonPlan plan, FaultContext context) {
        return new DaemonsOf(plan, context).serving();
    }

    /** Daemons start slowly when all do at the same time. */
    @Override
    public Duration undoneWithin(DaemonPlan plan) {
        return Duration.ofMinutes(1);
    }
}
