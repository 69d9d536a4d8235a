package dev.mesoschaos.injectors.process;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes that a plan is about, as they are now. */
record Processes(ProcessPlan plan, FaultContext context) {

    /**
     * A process.
     *
     * @param identity its id and when it started, which no other process of its host ever has
     */
    record Seen(String identity, boolean stopped) {}

    /**
     * Runs a command that must succeed.
     *
     * @return what it said
     * @throws ClusterException when it does not
     */
    String must(String host, List<String> command) {
        Shell.Result result = context.power(Shell.class).run(host, command.toArray(String[]::new));
        if (!result.ok()) {
            throw new ClusterException("a process of " + host + " cannot be commanded: "
                    + (result.stderr() + result.stdout()).strip());
        }
        return result.stdout().strip();
    }

    /** The process that a command finds on a host. */
    Optional<Seen> seen(String host, List<String> find) {
        String[] words = must(host, ProcessScripts.state(find)).split(" ", -1);
        return words.length < 3 ? Optional.empty() : Optional.of(new Seen(words[0] + " " + words[1], words[2].equals("T")));
    }

    /** Hosts whose daemon's process exists. */
    List<String> running() {
        return plan.daemons().stream()
                .filter(daemon -> seen(daemon.host(), daemon.find()).isPresent())
                .map(ProcessPlan.Daemon::host)
                .toList();
    }

    /** Hosts whose daemon's process exists and is stopped. */
    List<String> stopped() {
        return plan.daemons().stream()
                .filter(daemon -> seen(daemon.host(), daemon.find()).filter(Seen::stopped).isPresent())
                .map(ProcessPlan.Daemon::host)
                .toList();
    }

    /** Hosts whose daemon answers. */
    List<String> answering() {
        return Reachability.reachable(context.cluster(), plan.hosts());
    }

    /** Whether all daemons are there and answer. */
    Evidence serving() {
        List<String> running = running();
        List<String> answering = answering();
        return running.size() == plan.hosts().size() && answering.size() == plan.hosts().size()
                ? Evidence.holds("run, and answer: " + plan.words())
                : Evidence.missing("running: " + running + ", answering: " + answering);
    }

    /** Whether on each host the undo has dealt with all that was noted for it. */
    Evidence resolved() {
        Shell shell = context.power(Shell.class);
        List<String> left = new ArrayList<>();
        for (String host : plan.hosts()) {
            if (!shell.run(host, ProcessScripts.resolved(plan.notes(host)).toArray(String[]::new)).ok()) {
                left.add(host);
            }
        }
        return left.isEmpty()
                ? Evidence.holds("nothing is left to undo: " + plan.words())
                : Evidence.missing("notes of what is to be undone are still on " + String.join(", ", left));
    }
}
