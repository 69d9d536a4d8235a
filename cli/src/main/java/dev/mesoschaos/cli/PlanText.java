package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.RunPlan;
import dev.mesoschaos.scenarios.measure.Floor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for a person. */
final class PlanText {

    private static final int LABEL = 16;

    private PlanText() {}

    static List<String> lines(RunPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.scenario() + ", seed " + plan.seed());
        add(lines, "cluster", count(plan, Role.AGENT) + " agents in "
                + plan.hosts().stream().filter(host -> host.role() == Role.AGENT).map(Host::rack).distinct().count()
                + " racks, " + count(plan, Role.MASTER) + " masters, " + count(plan, Role.ZOOKEEPER)
                + " ZooKeeper servers; " + plan.network() + "; evidence "
                + plan.grade().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        plan.skipped().ifPresent(reason -> add(lines, "SKIPPED", reason));
        plan.refused().forEach(reason -> add(lines, "REFUSED", reason));
        plan.injections().forEach(injection -> injection(lines, injection, plan.lease()));
        lines.add("");
        plan.waits().forEach(wait -> add(lines, "waits", wait));
        plan.floors().forEach(one -> add(lines, "floor", String.format(
                Locale.ROOT,
                "%s %s: %.3f s (%s)",
                one.indicator(),
                one.bound(),
                one.floor().least(),
                one.floor().terms().stream().map(Floor.Term::toString).collect(Collectors.joining(" + ")))));
        if (plan.skipped().isEmpty()) {
            add(lines, "takes", Words.clock(plan.least()) + " to " + Words.clock(plan.most())
                    + " from steady state to recovery, and some seconds to start the cluster");
        }
        return lines;
    }

    private static void injection(List<String> lines, RunPlan.Injection one, Duration lease) {
        lines.add("");
        add(lines, "+" + Words.clock(one.at()), "step '" + one.step() + "': " + one.fault() + " for "
                + seconds(one.hold().toMillis()) + " on " + String.join(", ", one.targets()));
        add(lines, "harm", one.harm());
        add(lines, "target", one.target());
        one.uncertain().ifPresent(what -> add(lines, "", "decided by " + what + "; these are an example"));
        add(lines, "blast radius", blast(one.blast()));
        one.actions().forEach(action -> add(lines, "does", action));
        alike(one.undo()).forEach((command, hosts) -> add(lines, "undo", String.join(", ", hosts) + ": " + command));
        if (one.undo().isEmpty()) {
            add(lines, "undo", "nothing on hosts: the harness takes it back through the cluster");
        } else {
            add(lines, "lease", "hosts that hear nothing of the harness for " + seconds(lease.toMillis())
                    + " undo by themselves");
        }
    }

    /** Hosts by command: most undo in the same words. */
    private static Map<String, List<String>> alike(List<HostCommand> commands) {
        return commands.stream()
                .collect(Collectors.groupingBy(
                        HostCommand::line,
                        LinkedHashMap::new,
                        Collectors.mapping(HostCommand::host, Collectors.toList())));
    }

    private static String blast(RunPlan.Blast blast) {
        return blast.agents() + " of " + blast.ofAgents() + " agents"
                + (blast.racks().isEmpty() ? "" : " (rack " + String.join(", ", blast.racks()) + ")") + ", "
                + (blast.tasks() == 0 ? "0" : "about " + blast.tasks()) + " of " + blast.ofTasks() + " tasks, "
                + blast.masters() + " of " + blast.ofMasters() + " masters, "
                + blast.zookeeper() + " of " + blast.ofZookeeper() + " ZooKeeper servers";
    }

    private static long count(RunPlan plan, Role role) {
        return plan.hosts().stream().filter(host -> host.role() == role).count();
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** Commands may hold scripts of several lines. */
    private static void add(List<String> lines, String label, String text) {
        String first = label;
        for (String line : text.strip().split("\n", -1)) {
            lines.add(String.format(Locale.ROOT, "  %-" + (LABEL - 2) + "s%s", first, Words.clean(line)));
            first = "";
        }
    }
}
