package dev.mesoschaos.injectors.process;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.List;
import java.util.function.BiConsumer;

/** The daemons that a plan is about, as they are now. */
record DaemonsOf(DaemonPlan plan, FaultContext context) {

    /** Does something to each; one that fails does not keep the others from being tried. */
    void each(BiConsumer<DaemonControl, String> action) {
        AllOf.run(plan.hosts().stream().map(host -> () -> action.accept(control(), host)));
    }

    /** Hosts whose daemon's process exists. */
    List<String> running() {
        return plan.hosts().stream().filter(control()::runs).toList();
    }

    /** Hosts whose daemon answers. */
    List<String> answering() {
        return Reachability.reachable(context.cluster(), plan.hosts());
    }

    /** How many processes of a host's daemon have ended so far. */
    int ends(String host) {
        return control().ends(host).size();
    }

    /** Whether all of them serve. */
    Evidence serving() {
        List<String> running = running();
        List<String> answering = answering();
        return running.size() == plan.hosts().size() && answering.size() == plan.hosts().size()
                ? Evidence.holds("run, and answer: " + words())
                : Evidence.missing("running: " + running + ", answering: " + answering);
    }

    /** The hosts, for a sentence. */
    String words() {
        return String.join(", ", plan.hosts());
    }

    private DaemonControl control() {
        return context.power(DaemonControl.class);
    }
}
