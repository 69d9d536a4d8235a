package dev.mesoschaos.reports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.time.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Sixty seconds in which a rack of two agents is cut off and comes back, as a journal; always the same.
 *
 * @param evil put into every text that a cluster, a task or a user could have chosen
 * @param undone whether the partition's undo is proven
 */
record SampleRun(String evil, boolean undone) {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final double ACTIVE = 16.4;
    static final double HEALED = 36.6;
    private static final double METHOD = 15.9;
    private static final double CLOSING = 56;
    private static final double DETECTED = ACTIVE + 3.35;

    static SampleRun harmless() {
        return new SampleRun("", true);
    }

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    Timeline timeline() {
        List<Event> events = new ArrayList<>();
        events.add(started());
        events.add(new Event.PhaseEntered(at(0.1), Phase.OPENING));
        events.add(opened());
        events.add(new Event.LeaderSeen(at(4.1), "m2" + evil));
        for (int i = 1; i <= 6; i++) {
            events.add(new Event.AgentSeen(at(4.2), "a" + i + evil, "active"));
        }
        events.add(new Event.PhaseEntered(at(4.4), Phase.STARTING));
        events.add(new Event.PhaseEntered(at(6), Phase.STEADY_STATE));
        events.add(new Event.SteadyState(at(METHOD), false, true, Optional.of(at(10.2)), evil));
        events.add(new Event.PhaseEntered(at(METHOD), Phase.METHOD));
        partition(events);
        tasks(events);
        events.add(new Event.PhaseEntered(at(38), Phase.RECOVERY));
        events.add(new Event.SteadyState(at(46), true, true, Optional.of(at(40.9)), evil));
        measurements(events);
        events.add(new Event.Note(at(47), "a note" + evil));
        events.add(new Event.PhaseEntered(at(CLOSING), Phase.CLOSING));
        events.add(new Event.PhaseEntered(at(57.5), Phase.ENDED));
        return new Timeline(events);
    }

    private Event.RunStarted started() {
        String scenario = "name: rack-partition\ntitle: One rack is cut off\n# " + evil + "\n";
        return new Event.RunStarted(
                START,
                "20261122-100000-rack-partition-5f3a",
                "rack-partition",
                scenario,
                "scenarios/library/smoke/rack-partition.yaml" + evil,
                424242,
                "0.1.0",
                "8fe3c1d",
                "mvn verify -Pchaos -Dscenario=rack-partition -Dseed=424242" + evil,
                Map.of("cluster.network", "namespaces" + evil),
                "local");
    }

    private Event.ClusterOpened opened() {
        List<Host> hosts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            hosts.add(new Host("z" + i, Role.ZOOKEEPER, "r" + i, new Address("10.0." + i + ".10", 2181)));
            hosts.add(new Host("m" + i, Role.MASTER, "r" + i, new Address("10.0." + i + ".20", 5050)));
        }
        for (int i = 1; i <= 6; i++) {
            String rack = "r" + ((i + 1) / 2);
            hosts.add(new Host("a" + i + evil, Role.AGENT, rack, new Address("10.0.0." + (30 + i), 5051)));
        }
        Facts facts = new Facts(
                Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0" + evil);
        return new Event.ClusterOpened(
                at(4), "cluster-1" + evil, EvidenceGrade.TESTBED, "namespaces" + evil, new Topology(hosts), facts,
                Duration.ofMillis(3870), 874);
    }

    private void partition(List<Event> events) {
        events.add(new Event.Planned(
                at(16),
                "i1",
                "cut",
                "network-partition" + evil,
                "rack r1 cut off, both ways" + evil,
                List.of("a1" + evil, "a2"),
                "rack r1, drawn from the seed" + evil,
                Visibility.AGENT_SILENT,
                JsonNodeFactory.instance.objectNode(),
                List.of("a1: nft -f - (table inet mesos_chaos)" + evil, "a2: nft -f - (table inet mesos_chaos)"),
                List.of("a1: nft delete table inet mesos_chaos" + evil, "a2: nft delete table inet mesos_chaos")));
        events.add(new Event.Fingerprint(at(16.1), "i1", "a1", false, "no table"));
        events.add(injection(16.1, InjectionState.ARMED, "leases of 15 s on 5 host(s)" + evil));
        events.add(injection(16.2, InjectionState.INJECTING, ""));
        events.add(injection(ACTIVE, InjectionState.ACTIVE, "a1 and a2 cannot reach m1, m2, m3" + evil));
        events.add(new Event.AgentSeen(at(DETECTED), "a1" + evil, "unreachable"));
        events.add(new Event.AgentSeen(at(DETECTED + 0.12), "a2" + evil, "unreachable"));
        events.add(injection(36.4, InjectionState.UNDOING, ""));
        if (undone) {
            events.add(injection(HEALED, InjectionState.UNDONE, "no table left; a1 and a2 reach m2" + evil));
        } else {
            events.add(injection(HEALED, InjectionState.UNDO_FAILED, "a1: permission denied" + evil));
        }
        events.add(new Event.Fingerprint(at(36.8), "i1", "a1", true, undone ? "no table" : "a table" + evil));
        events.add(new Event.AgentSeen(at(37.1), "a1" + evil, "active"));
        events.add(new Event.AgentSeen(at(37.3), "a2" + evil, "active"));
    }

    private Event.Injection injection(double seconds, InjectionState state, String detail) {
        return new Event.Injection(at(seconds), "i1", "cut", state, detail, Optional.empty());
    }

    private void tasks(List<Event> events) {
        for (int i = 0; i < 6; i++) {
            String host = "a" + (i < 3 ? 1 + i % 2 : i);
            events.add(update(5.5, i, "web." + i + ".1" + evil, host, "TASK_RUNNING"));
        }
        for (int i = 0; i < 3; i++) {
            String lost = "web." + i + ".1" + evil;
            String fresh = "web." + i + ".2" + evil;
            double decided = DETECTED + 0.4 + 0.31 * i;
            events.add(update(DETECTED, i, lost, "a" + (1 + i % 2), "TASK_UNREACHABLE"));
            events.add(new Event.TaskLaunch(at(decided), "web", "web." + i, fresh, "a" + (3 + i), Optional.of(lost),
                    Optional.empty()));
            events.add(update(decided + 0.2, i, fresh, "a" + (3 + i), "TASK_RUNNING"));
        }
    }

    private Event.TaskUpdate update(double seconds, int slot, String task, String host, String state) {
        return new Event.TaskUpdate(
                at(seconds), "web", "web." + slot, task, host, state, "SOURCE_MASTER", "", evil, Optional.empty());
    }

    private void measurements(List<Event> events) {
        Random random = new Seed(424242).stream("sample");
        for (int i = 0; 6 + i * 0.25 < CLOSING; i++) {
            events.add(canary(6 + i * 0.25, i, random));
        }
        for (int i = 0; 6 + i < CLOSING; i++) {
            events.add(requests(6 + i, random));
        }
        for (int i = 0; i < 50; i++) {
            double value = 4 + random.nextDouble() * 3 + (i > 10 && i < 30 ? 9 : 0);
            events.add(new Event.Gauge(at(6 + i), "zookeeper write p99" + evil, value, "ms" + evil));
        }
    }

    /** Canaries that land on the cut-off rack before its loss is noticed run late, or never. */
    private Event.Canary canary(double due, int number, Random random) {
        boolean blind = due > ACTIVE && due < DETECTED;
        double took = 0.05 + random.nextDouble() * 0.9;
        Optional<Instant> running = Optional.of(at(due + took));
        if (blind && number % 5 == 0) {
            running = Optional.empty();
        } else if (blind && number % 7 == 0) {
            running = Optional.of(at(due + 5.6));
        }
        return new Event.Canary(
                at(due),
                "canary." + number + evil,
                Optional.of(at(due + took * 0.8)),
                running,
                Duration.ofSeconds(5),
                "a" + (1 + number % 6) + evil,
                running.isPresent() ? "" : "no TASK_RUNNING before its deadline" + evil);
    }

    private Event.Requests requests(double from, Random random) {
        List<Event.Request> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double due = from + i * 0.01;
            boolean cut = due > ACTIVE && due < DETECTED + 0.1 && i % 3 == 0;
            long latency = cut ? 500_000 : 900 + (long) (random.nextDouble() * random.nextDouble() * 6000);
            requests.add(new Event.Request(
                    i * 10_000L, latency, cut ? Outcome.TIMEOUT : Outcome.OK, "a" + (1 + i % 6) + evil));
        }
        return new Event.Requests(at(from), "http" + evil, "web" + evil, 100, requests);
    }
}
