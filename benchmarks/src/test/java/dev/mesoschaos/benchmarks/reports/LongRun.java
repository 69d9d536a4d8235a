package dev.mesoschaos.benchmarks.reports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The journal of a run of about an hour in which a host with two of 120 tasks is lost for half an hour; always the same. */
final class LongRun {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int INSTANCES = 120;
    private static final int AGENTS = 60;
    private static final int METHOD = 60;
    private static final int DETECTED = 64;
    private static final int UNDONE = 1860;
    private static final int BEATS_PER_SECOND = 2;
    private static final int CANARIES_PER_SECOND = 4;
    private static final int GAUGES_PER_SECOND = 20;

    private final Path journal;
    private final int events;
    private final String scenario;
    private final Random random = new Seed(424242).stream("long run");
    private int written;

    LongRun(Path run, int events, Path scenario) throws IOException {
        this.journal = run.resolve("journal.jsonl");
        this.events = events;
        this.scenario = Files.readString(scenario);
    }

    /** Writes the journal and tells how many requests are in it. */
    long write() throws IOException {
        long requests = 0;
        try (BufferedWriter out = Files.newBufferedWriter(journal)) {
            beginning(out);
            int second = 1;
            for (; written < events - 10; second++) {
                course(out, second);
                requests += second(out, second);
            }
            write(out, new Event.PhaseEntered(at(second), Phase.CLOSING));
            write(out, new Event.PhaseEntered(at(second + 1.0), Phase.ENDED));
        }
        return requests;
    }

    private void beginning(BufferedWriter out) throws IOException {
        write(out, new Event.RunStarted(START, "long-run", "agent-host-loss", scenario, "agent-host-loss.yaml", 424242,
                "0.1.0", "none", "none", Map.of(), "local"));
        write(out, new Event.PhaseEntered(START, Phase.OPENING));
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            hosts.add(new Host("a" + i, Role.AGENT, "r" + i % 3, new Address("10.77.0.1", 5051)));
        }
        Facts facts = new Facts(Duration.ofSeconds(1), 3, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(5),
                Duration.ofMillis(500), "1.11.0");
        write(out, new Event.ClusterOpened(START, "c", EvidenceGrade.TESTBED, "namespaces", new Topology(hosts), facts,
                Duration.ofSeconds(3), 700));
        for (Host host : hosts) {
            write(out, new Event.AgentSeen(at(0.1), host.name(), "active"));
        }
        for (int i = 0; i < INSTANCES; i++) {
            write(out, launch(0.5, i, i % AGENTS, "1", Optional.empty()));
            write(out, update(1, i, i % AGENTS, "1", "TASK_RUNNING"));
        }
    }

    /** What happens once. */
    private void course(BufferedWriter out, int second) throws IOException {
        switch (second) {
            case 2 -> write(out, new Event.PhaseEntered(at(second), Phase.STEADY_STATE));
            case METHOD -> {
                write(out, new Event.SteadyState(at(second), false, true, Optional.of(at(10)), ""));
                write(out, new Event.PhaseEntered(at(second), Phase.METHOD));
                write(out, new Event.Planned(at(second), "i1", "power-off", "host-power-off", "hosts lose their power",
                        List.of("a0"), "agent with most tasks", Visibility.AGENT_SILENT,
                        JsonNodeFactory.instance.objectNode(), List.of("a0: power off"), List.of()));
                write(out, injection(second, InjectionState.INJECTING));
                write(out, injection(second + 0.1, InjectionState.ACTIVE));
            }
            case DETECTED -> {
                write(out, new Event.AgentSeen(at(second), "a0", "unreachable"));
                for (int i = 0; i < INSTANCES; i += AGENTS) {
                    write(out, update(second, i, 0, "1", "TASK_UNREACHABLE"));
                    write(out, launch(second + 0.1, i, 5, "2", Optional.of("web." + i + "-1")));
                    write(out, update(second + 0.2, i, 5, "2", "TASK_RUNNING"));
                }
            }
            case UNDONE -> {
                write(out, injection(second, InjectionState.UNDOING));
                write(out, injection(second + 0.1, InjectionState.UNDONE));
                write(out, new Event.AgentSeen(at(second + 1.0), "a0", "active"));
                write(out, new Event.PhaseEntered(at(second + 0.2), Phase.RECOVERY));
                write(out, new Event.SteadyState(at(second + 8.0), true, true, Optional.of(at(second + 2.0)), ""));
            }
            default -> {}
        }
    }

    /** What happens in every second; tells how many requests. */
    private int second(BufferedWriter out, int second) throws IOException {
        for (int i = 0; i < INSTANCES * BEATS_PER_SECOND; i++) {
            int instance = i / BEATS_PER_SECOND;
            boolean moved = instance % AGENTS == 0 && second > DETECTED;
            if (moved || instance % AGENTS != 0 || second < METHOD) {
                Instant at = at(second + i / (double) (INSTANCES * BEATS_PER_SECOND));
                write(out, new Event.TaskMark(at, "web", "web." + instance + (moved ? "-2" : "-1"),
                        "a" + (moved ? 5 : instance % AGENTS), Event.Mark.BEAT, at));
            }
        }
        for (int i = 0; i < CANARIES_PER_SECOND; i++) {
            Instant due = at(second + i / (double) CANARIES_PER_SECOND);
            String task = "canary-" + second + "-" + i;
            write(out, new Event.CanaryDue(due, task, Duration.ofSeconds(5), Duration.ofMillis(250)));
            write(out, new Event.Canary(due, task, Optional.of(due.plusMillis(30)),
                    Optional.of(due.plusMillis(40 + random.nextInt(200))), Duration.ofSeconds(5), "a1", ""));
        }
        for (int i = 0; i < GAUGES_PER_SECOND; i++) {
            write(out, new Event.Gauge(at(second), "series " + i % 4, random.nextDouble(), "ms"));
        }
        boolean away = second >= METHOD && second < DETECTED;
        List<Event.Request> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boolean lost = away && i % AGENTS == 0;
            requests.add(new Event.Request(i * 10_000L, lost ? 500_000 : 800 + random.nextInt(4000),
                    lost ? Event.Outcome.TIMEOUT : Event.Outcome.OK, "a" + i % AGENTS));
        }
        write(out, new Event.Requests(at(second), "http", "web", 100, requests));
        return requests.size();
    }

    private static Event.Injection injection(double second, InjectionState state) {
        return new Event.Injection(at(second), "i1", "power-off", state, "seen", Optional.empty());
    }

    private static Event.TaskLaunch launch(double second, int slot, int agent, String attempt, Optional<String> lost) {
        return new Event.TaskLaunch(
                at(second), "web", "web." + slot, "web." + slot + "-" + attempt, "a" + agent, lost, Optional.empty());
    }

    private static Event.TaskUpdate update(double second, int slot, int agent, String attempt, String state) {
        return new Event.TaskUpdate(at(second), "web", "web." + slot, "web." + slot + "-" + attempt, "a" + agent, state,
                "SOURCE_EXECUTOR", "", "", Optional.empty());
    }

    private static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1000));
    }

    private void write(BufferedWriter out, Event event) throws IOException {
        out.write(JournalJson.mapper().writeValueAsString(event));
        out.write('\n');
        written++;
    }
}
