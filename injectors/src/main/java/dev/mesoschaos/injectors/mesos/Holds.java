package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Situation;
import java.time.Duration;
import java.util.List;

/**
 * What keeps agents that end from being started again, in the language of the hosts' own supervision, so that hosts let
 * them go by themselves when their lease has run out.
 *
 * @param begin the commands that hold
 * @param end the commands that let go
 */
public record Holds(List<HostCommand> begin, List<HostCommand> end) {

    static final Holds NONE = new Holds(List.of(), List.of());
    private static final Duration LIMIT = Duration.ofSeconds(10);

    public Holds {
        begin = List.copyOf(begin);
        end = List.copyOf(end);
    }

    /**
     * Holds on the daemons of hosts.
     *
     * @throws IllegalArgumentException when nobody has power over them
     */
    static Holds on(List<String> hosts, Situation situation) {
        Supervision supervision = situation.supervision().orElseThrow(
                () -> new IllegalArgumentException("this cluster has no power over its hosts' daemons"));
        String mark = ("mesos-chaos-" + situation.runId() + "-" + situation.injectionId())
                .replaceAll("[^A-Za-z0-9_-]", "-");
        return new Holds(
                hosts.stream().map(host -> new HostCommand(host, supervision.hold(host, mark), "")).toList(),
                hosts.stream().map(host -> new HostCommand(host, supervision.release(host, mark), "")).toList());
    }

    /**
     * Holds.
     *
     * @throws ClusterException when a host does not
     */
    void make(FaultContext context) {
        AllOf.atOnce(begin.stream().map(command -> () -> {
            Shell.Result result =
                    context.power(Shell.class).run(command.host(), command.command(), command.stdin(), LIMIT);
            if (!result.ok()) {
                throw new ClusterException("the agent of " + command.host() + " cannot be held: "
                        + (result.stderr() + result.stdout()).strip());
            }
        }));
    }
}
