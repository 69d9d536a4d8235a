package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which processes are sent what.
 *
 * @param mark names what this injection makes on hosts
 * @param daemons empty when executors are meant
 * @param executors the tasks whose executors are meant
 */
public record ProcessPlan(String mark, Signal signal, List<Daemon> daemons, List<Targets.TaskOn> executors) {

    public ProcessPlan {
        daemons = List.copyOf(daemons);
        executors = List.copyOf(executors);
    }

    /**
     * The one daemon of a host, with the commands of its {@link dev.mesoschaos.scenarios.cluster.Supervision}.
     *
     * @param host name of the host
     */
    public record Daemon(String host, List<String> find, List<String> hold, List<String> release) {
        public Daemon {
            find = List.copyOf(find);
            hold = List.copyOf(hold);
            release = List.copyOf(release);
        }
    }

    static ProcessPlan of(Targets targets, Situation situation, Signal signal) {
        String mark = ("mesos-chaos-" + situation.runId() + "-" + situation.injectionId())
                .replaceAll("[^A-Za-z0-9_-]", "-");
        return new ProcessPlan(
                mark, signal, targets.tasks().isEmpty() ? daemons(targets, situation, mark) : List.of(), targets.tasks());
    }

    private static List<Daemon> daemons(Targets targets, Situation situation, String mark) {
        return situation.supervision()
                .map(supervision -> targets.names().stream()
                        .map(host -> new Daemon(host, supervision.find(host), supervision.hold(host, mark),
                                supervision.release(host, mark)))
                        .toList())
                .orElseThrow(() -> new IllegalArgumentException("this cluster has no power over its hosts' daemons"));
    }

    /** Names of all hosts it touches, each once. */
    List<String> hosts() {
        return Stream.concat(
                        daemons.stream().map(Daemon::host), executors.stream().map(Targets.TaskOn::host))
                .distinct()
                .toList();
    }

    /** What no other fault may have at the same time. */
    List<Resource> resources() {
        return Resource.of(executors.isEmpty() ? Resource.Kind.DAEMON : Resource.Kind.TASKS, hosts());
    }

    /** The commands that let daemons go. */
    List<HostCommand> releases() {
        return daemons.stream().map(daemon -> new HostCommand(daemon.host(), daemon.release(), "")).toList();
    }

    /** A command for each host. */
    List<HostCommand> everywhere(Function<String, List<String>> command) {
        return hosts().stream().map(host -> new HostCommand(host, command.apply(host), "")).toList();
    }

    /** Where on a host it is noted which processes the undo is about; in memory, as the processes are. */
    String notes(String host) {
        return "/dev/shm/" + mark + "-" + host;
    }

    /** Whom it is about, for a sentence. */
    String words() {
        return executors.isEmpty()
                ? String.join(", ", hosts())
                : executors.stream().map(Targets.TaskOn::toString).reduce((a, b) -> a + ", " + b).orElseThrow();
    }

    /**
     * What is done, a line for each process.
     *
     * @param consequence in words, with its comma
     */
    List<String> describe(String consequence) {
        String sent = ": SIG" + signal.name().toUpperCase(Locale.ROOT);
        return Stream.concat(
                        daemons.stream().map(daemon -> daemon.host() + sent + " to the daemon" + consequence),
                        executors.stream().map(task -> task.host() + sent + " to the executor of " + task.task()))
                .toList();
    }
}
