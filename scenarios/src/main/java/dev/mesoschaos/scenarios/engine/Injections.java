package dev.mesoschaos.scenarios.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** All injections of a run: plans them within the limits, and undoes the last one first. */
final class Injections {

    private final RunContext run;
    private final Workload workload;
    private final Journal journal;
    private final Limits limits;
    private final Set<Capability> capabilities;
    private final Duration lease;
    private final Deque<OpenInjection<?>> open = new ArrayDeque<>();
    private final Map<OpenInjection<?>, Footprint> footprints = new LinkedHashMap<>();
    private int count;

    /**
     * None yet.
     *
     * @param lease how long hosts wait for a word of this process before they undo
     */
    Injections(
            RunContext run,
            Workload workload,
            Journal journal,
            Limits limits,
            Set<Capability> capabilities,
            Duration lease) {
        this.run = run;
        this.workload = workload;
        this.journal = journal;
        this.limits = limits;
        this.capabilities = Set.copyOf(capabilities);
        this.lease = lease;
    }

    /**
     * Resolves the targets of a step, plans its fault, and writes the plan ahead.
     *
     * @throws IllegalArgumentException when the targets match nothing, or the injection is refused
     */
    synchronized OpenInjection<?> plan(Step.Fault step) {
        return plan(step, stream(step));
    }

    /** The stream of the seed from which the targets of a step are drawn that is made once. */
    static String stream(Step.Fault step) {
        return "step " + step.id();
    }

    /**
     * The same for a step that may be made more than once.
     *
     * @param draw names the stream of the seed from which its targets are drawn
     */
    synchronized OpenInjection<?> plan(Step.Fault step, String draw) {
        return plan(step, step.planner(), draw);
    }

    /** A stream of the run's seed. */
    Random stream(String purpose) {
        return run.seed().stream(purpose);
    }

    private <P> OpenInjection<P> plan(Step.Fault step, Planner<P> planner, String draw) {
        String id = step.id() + "-" + ++count;
        Random random = run.seed().stream(draw);
        Targets chosen = resolver().resolve(step.target(), random);
        P plan = planner.plan(chosen, Situation.on(run.cluster(), run.runId(), id, capabilities, random));
        Footprint footprint = new Footprint(step, chosen, planner.type().resources(plan), draw);
        new Admission(limits, run.cluster()).check(planner.type(), footprint, footprints.values());
        OpenInjection<P> injection = write(id, step, planner, plan, chosen);
        open.push(injection);
        footprints.put(injection, footprint);
        return injection;
    }

    /**
     * Injects what was planned.
     *
     * @param lost hears when a host undoes by itself; any thread
     * @throws OpenInjection.IneffectiveException when the targets have become more since they were chosen, as when agents
     *     joined a rack, or the injection itself says so
     */
    void inject(OpenInjection<?> injection, Consumer<String> lost) {
        Footprint footprint;
        synchronized (this) {
            footprint = footprints.get(injection);
        }
        List<String> planned = footprint.targets().names();
        List<String> now = resolver().resolve(footprint.step().target(), run.seed().stream(footprint.draw())).names();
        if (now.size() > planned.size()) {
            injection.refuse("the targets have grown since the plan: " + planned + " then, " + now + " now");
        }
        injection.inject(lost);
    }

    /** Undoes one injection. */
    void undo(OpenInjection<?> injection) {
        if (injection.undo()) {
            synchronized (this) {
                open.remove(injection);
                footprints.remove(injection);
            }
        }
    }

    /** Undoes whatever is open, the last one first; one that fails does not keep the others from being tried. */
    void undoAll() {
        List<OpenInjection<?>> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(this::undo);
    }

    private <P> OpenInjection<P> write(String id, Step.Fault step, Planner<P> planner, P intended, Targets chosen) {
        LiveFaultContext context = new LiveFaultContext(run.cluster(), run.clock(), journal, workload.deployments());
        P plan = planner.type().survey(intended, context);
        JsonNode data = JournalJson.mapper().valueToTree(plan);
        journal.recordDurably(new Event.Planned(
                run.clock().now(),
                id,
                step.id(),
                planner.type().id(),
                planner.type().harm(),
                chosen.names(),
                chosen.description(),
                step.visibility(),
                data,
                planner.describe(plan),
                planner.type().undoOnHosts(plan).stream().map(HostCommand::told).toList()));
        Leases leases = new Leases(
                run.cluster(), run.runId(), id, planner.type().undoOnHosts(plan), lease);
        return new OpenInjection<>(
                id, step.id(), planner.type(), plan, chosen.names(), context, leases, journal, this::atMostOneOpen);
    }

    private synchronized boolean atMostOneOpen() {
        return open.size() <= 1;
    }

    private TargetResolver resolver() {
        List<RunningTask> tasks = RunningTask.in(journal.timeline());
        Topology topology = run.cluster().topology();
        return new TargetResolver(
                topology,
                run.cluster().power(Leaders.class),
                tasks,
                new LinkTargets(topology, links(), tasks));
    }

    private List<Links.Link> links() {
        return run.cluster().power(Links.class).map(Links::all).orElse(List.of());
    }

}
