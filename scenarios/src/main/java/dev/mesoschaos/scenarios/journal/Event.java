package dev.mesoschaos.scenarios.journal;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.RunStarted.class, name = "run-started"),
    @JsonSubTypes.Type(value = Event.Machine.class, name = "machine"),
    @JsonSubTypes.Type(value = Event.PhaseEntered.class, name = "phase"),
    @JsonSubTypes.Type(value = Event.ClusterOpened.class, name = "cluster-opened"),
    @JsonSubTypes.Type(value = Event.SteadyState.class, name = "steady-state"),
    @JsonSubTypes.Type(value = Event.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = Event.Injection.class, name = "injection"),
    @JsonSubTypes.Type(value = Event.Nemesis.class, name = "nemesis"),
    @JsonSubTypes.Type(value = Event.Fingerprint.class, name = "fingerprint"),
    @JsonSubTypes.Type(value = Event.TaskUpdate.class, name = "task-update"),
    @JsonSubTypes.Type(value = Event.TaskLaunch.class, name = "task-launch"),
    @JsonSubTypes.Type(value = Event.TaskMark.class, name = "task-mark"),
    @JsonSubTypes.Type(value = Event.CanaryDue.class, name = "canary-due"),
    @JsonSubTypes.Type(value = Event.Canary.class, name = "canary"),
    @JsonSubTypes.Type(value = Event.Requests.class, name = "requests"),
    @JsonSubTypes.Type(value = Event.Gauge.class, name = "gauge"),
    @JsonSubTypes.Type(value = Event.AgentSeen.class, name = "agent"),
    @JsonSubTypes.Type(value = Event.LeaderSeen.class, name = "leader"),
    @JsonSubTypes.Type(value = Event.LogsRead.class, name = "logs-read"),
    @JsonSubTypes.Type(value = Event.Skipped.class, name = "skipped"),
    @JsonSubTypes.Type(value = Event.WaitedInVain.class, name = "waited-in-vain"),
    @JsonSubTypes.Type(value = Event.Aborted.class, name = "aborted"),
    @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Event.Note.class, name = "note"),
})
public sealed interface Event {

    /** When it happened, by the run's clock. */
    Instant at();

    /**
     * The first line: everything needed to judge again and to run again.
     *
     * @param scenario the file's text, as run
     * @param file the file's name as the user gave it
     */
    record RunStarted(
            Instant at,
            String runId,
            String name,
            String scenario,
            String file,
            long seed,
            String version,
            String commit,
            String command,
            Map<String, String> settings,
            String clusterKind)
            implements Event {}

    /**
     * The machine of the harness, which an embedded cluster shares.
     *
     * @param system name of the operating system, such as {@code Linux}
     * @param kernel its release
     * @param cpus how many the harness may use
     * @param memoryMb all there is, in MB; 0 when unknown
     * @param java version of the Java that runs the harness
     */
    record Machine(
            Instant at, String system, String kernel, String architecture, int cpus, long memoryMb, String java)
            implements Event {}

    record PhaseEntered(Instant at, Phase phase) implements Event {}

    /**
     * The cluster is ready.
     *
     * @param took from the start of its first process
     * @param residentMb memory of the cluster's own processes together, in MB, tasks apart; 0 when unknown
     */
    record ClusterOpened(
            Instant at,
            String clusterId,
            EvidenceGrade grade,
            String network,
            Topology topology,
            Facts facts,
            Duration took,
            double residentMb)
            implements Event {

        /** The grade as it is printed beside numbers, with a mark where some tasks were simulated. */
        public String evidence() {
            return grade.word() + (topology.simulatedAgents() > 0 ? ", simulated tasks" : "");
        }
    }

    /**
     * What became of the gate before the method, or of the recovery after it.
     *
     * @param after false before the method, true after it
     * @param met whether the steady state was reached in time
     * @param since from when on it held without a break
     * @param detail what was still wrong, when it was not met
     */
    record SteadyState(Instant at, boolean after, boolean met, Optional<Instant> since, String detail)
            implements Event {}

    /**
     * The write-ahead of an injection: all that its undo needs.
     *
     * @param id unique in the run
     * @param step the scenario's step
     * @param plan the fault type's own plan
     * @param actions the plan in words, commands first of all
     * @param undo the undo on hosts as lines for a person to run, each after the name of its host
     */
    record Planned(
            Instant at,
            String id,
            String step,
            String fault,
            String harm,
            List<String> targets,
            String chosen,
            Visibility visibility,
            JsonNode plan,
            List<String> actions,
            List<String> undo)
            implements Event {
        public Planned {
            targets = List.copyOf(targets);
            actions = List.copyOf(actions);
            // Older journals do not have it.
            undo = undo == null ? List.of() : List.copyOf(undo);
        }
    }

    /**
     * An injection changes state.
     *
     * @param detail evidence, or what went wrong
     * @param since when the state began, when that was before it was verified
     */
    record Injection(Instant at, String id, String step, InjectionState state, String detail, Optional<Instant> since)
            implements Event {

        /** When the state began. */
        public Instant began() {
            return since.orElse(at);
        }
    }

    /**
     * A nemesis begins to draw faults, or all that it drew are undone again.
     *
     * @param over which of both
     */
    record Nemesis(Instant at, String step, boolean over) implements Event {}

    /** What a touched host looks like: before an injection and after its undo they must be equal. */
    record Fingerprint(Instant at, String injection, String host, boolean after, String text) implements Event {}

    /**
     * The framework heard of a task from Mesos.
     *
     * @param slot the instance it stands for, such as {@code web.3}
     * @param host name of the agent's host; empty when unknown
     * @param state such as {@code TASK_RUNNING}
     * @param statusAt the status' own timestamp
     */
    record TaskUpdate(
            Instant at,
            String app,
            String slot,
            String task,
            String host,
            String state,
            String source,
            String reason,
            String message,
            Optional<Instant> statusAt)
            implements Event {}

    /**
     * The framework accepted an offer for a task: the decision.
     *
     * @param replaces the task whose loss made it necessary
     * @param port of the host on which it will listen, when it was given one
     */
    record TaskLaunch(
            Instant at,
            String app,
            String slot,
            String task,
            String host,
            Optional<String> replaces,
            Optional<Integer> port)
            implements Event {}

    /**
     * A task itself said something: the ground truth.
     *
     * @param at when the collector received it
     * @param taskAt by the task's own clock
     */
    record TaskMark(Instant at, String app, String task, String host, Mark mark, Instant taskAt) implements Event {}

    /** What a task says of itself. */
    enum Mark {
        START,
        BEAT,
        STOP
    }

    /**
     * A scheduling canary is due: written before anybody is asked to run it, so that one whose life was never written
     * is missed. Its {@link Canary} has the same {@code at}.
     *
     * @param at when it is due
     * @param deadline counted from {@code at}
     * @param every time from one canary to the next
     * @param kind what sets it apart from other canaries of the run; empty when they are all alike
     */
    record CanaryDue(Instant at, String task, Duration deadline, Duration every, Optional<CanaryKind> kind)
            implements Event {
        public CanaryDue {
            // Older journals do not have it.
            kind = kind == null ? Optional.empty() : kind;
        }

        /** One that is like all others. */
        public CanaryDue(Instant at, String task, Duration deadline, Duration every) {
            this(at, task, deadline, every, Optional.empty());
        }
    }

    /**
     * A kind of canaries.
     *
     * @param size name of the size class
     * @param role the Mesos role that they are launched in
     * @param rack the only rack that one may run in; empty when any will do
     */
    record CanaryKind(String size, String role, Optional<String> rack) {}

    /**
     * A scheduling canary's whole life; written when it runs, or when its deadline has passed.
     *
     * @param at when it was due
     * @param launched when an offer was accepted for it
     * @param running when its TASK_RUNNING arrived
     * @param deadline counted from {@code at}
     * @param host name of the agent's host
     * @param detail why it did not run
     */
    record Canary(
            Instant at,
            String task,
            Optional<Instant> launched,
            Optional<Instant> running,
            Duration deadline,
            String host,
            String detail)
            implements Event {

        /** Whether it ran in time. */
        public boolean inTime() {
            return running.isPresent() && !running.get().isAfter(at.plus(deadline));
        }
    }

    /**
     * Requests of an SLA probe that were due since the last such line.
     *
     * @param at when the first of them was due
     * @param rate how many a second were due
     * @param late how many of them the probe sent more than 1 ms after they were due
     */
    record Requests(
            Instant at,
            String probe,
            String app,
            double rate,
            Integer late,
            @JsonSerialize(using = PackedRequests.Writer.class) @JsonDeserialize(using = PackedRequests.Reader.class)
                    List<Request> requests)
            implements Event {
        public Requests {
            // Older journals do not have it.
            late = late == null ? 0 : late;
            requests = List.copyOf(requests);
        }

        /** Requests all of which were sent in time. */
        public Requests(Instant at, String probe, String app, double rate, List<Request> requests) {
            this(at, probe, app, rate, 0, requests);
        }
    }

    /**
     * One request.
     *
     * @param dueMicros after {@link Requests#at}
     * @param latencyMicros from when it was due to its end, however it ended
     * @param host whom it asked; empty when there was nobody to ask
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Request(long dueMicros, long latencyMicros, Outcome outcome, String host) {}

    /** How a request ended. */
    enum Outcome {
        OK,
        ERROR_STATUS,
        TIMEOUT,
        REFUSED,
        BROKEN,
        NOBODY_TO_ASK
    }

    /** One value of a series, for charts: such as ZooKeeper's latency while it is saturated. */
    record Gauge(Instant at, String series, double value, String unit) implements Event {}

    /**
     * The masters' opinion of an agent changed.
     *
     * @param state {@code active}, {@code inactive}, {@code unreachable}
     */
    record AgentSeen(Instant at, String host, String state) implements Event {}

    /** Whom the framework is subscribed with changed: another leading master, or none (empty). */
    record LeaderSeen(Instant at, String host) implements Event {}

    /**
     * The logs of all processes were read.
     *
     * @param matches the lines that tell of a crash
     */
    record LogsRead(Instant at, int files, long lines, List<LogLine> matches) implements Event {
        public LogsRead {
            matches = List.copyOf(matches);
        }
    }

    /**
     * A line of a log.
     *
     * @param file relative to the directory of logs
     * @param line its number, from 1
     */
    record LogLine(String file, long line, String text) {}

    /** Nothing was injected, because something is missing here. */
    record Skipped(Instant at, String reason) implements Event {}

    /** What a step of the method waited for did not come in time. */
    record WaitedInVain(Instant at, String reason) implements Event {}

    /** A stop condition, a person or the kill switch ended the run early. */
    record Aborted(Instant at, String reason) implements Event {}

    /** The run itself went wrong: says nothing about the cluster. */
    record Failed(Instant at, String where, String message) implements Event {}

    /** Something worth reading later. */
    record Note(Instant at, String text) implements Event {}
}
