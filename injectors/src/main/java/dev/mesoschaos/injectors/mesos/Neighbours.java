package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/** Tasks of Mesos that a fault puts beside others, one on each of some hosts, as a framework of its own. */
public final class Neighbours {

    private static final int UNKNOWN = 400;

    private Neighbours() {}

    /**
     * Begins to launch, and keeps what does it in the context until {@link #end}.
     *
     * @param name of the framework, by which any process finds it again
     */
    public static void start(FaultContext context, String name, List<Neighbour> neighbours) {
        NeighbourScheduler scheduler = new NeighbourScheduler(context.cluster(), name, neighbours);
        context.keep(scheduler);
        scheduler.start();
    }

    /**
     * How the task of a host is; holds when it runs, or was ended because it wanted more than it may have.
     *
     * @throws ClusterException when there never will be one
     */
    public static Evidence on(FaultContext context, String host) {
        return kept(context)
                .map(scheduler -> scheduler.state(host))
                .orElseGet(() -> Evidence.missing("no framework of this process has a task there"));
    }

    /** Whether the task of a host was ended because it wanted more than it may have. */
    public static boolean limited(FaultContext context, String host) {
        return kept(context).filter(scheduler -> scheduler.isLimited(host)).isPresent();
    }

    private static Optional<NeighbourScheduler> kept(FaultContext context) {
        return context.kept().map(NeighbourScheduler.class::cast);
    }

    /**
     * Ends the framework of that name with its tasks, if there is one. Masters without a leader are not told: it has no
     * failover timeout and no connection any more, so that they end it by themselves.
     */
    public static void end(FaultContext context, String name) {
        context.take().map(NeighbourScheduler.class::cast).ifPresent(NeighbourScheduler::close);
        Operator.look(context, "ending " + name, masters -> {
            called(masters, name).forEach(framework -> tearDown(masters, framework));
            return Evidence.holds("told");
        });
    }

    /** Whether the masters have no framework of that name any more. */
    public static Evidence gone(FaultContext context, String name) {
        return Operator.look(context, "looking at the frameworks", masters ->
                called(masters, name).isEmpty()
                        ? Evidence.holds("no framework is called " + name)
                        : Evidence.missing(name + " is still there"));
    }

    private static List<Framework> called(OperatorClient masters, String name) {
        return masters.frameworks().getFrameworksList().stream()
                .filter(framework -> framework.getFrameworkInfo().getName().equals(name))
                .toList();
    }

    /** One that is over by now needs no ending. */
    private static void tearDown(OperatorClient masters, Framework framework) {
        try {
            masters.teardown(framework.getFrameworkInfo().getId());
        } catch (MesosException.Refused e) {
            if (e.status() != UNKNOWN) {
                throw e;
            }
        }
    }
}
