package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.network.PartitionPlan.Drop;
import dev.mesoschaos.injectors.network.Rift.Direction;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The part of a partition that hosts make, all at the same time. A host that is off has nothing to do with it. */
final class CutHosts implements Cut {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final PartitionPlan plan;
    private final FaultContext context;
    private final Hearing hearing;
    private final Shell shell;

    CutHosts(PartitionPlan plan, FaultContext context) {
        this.plan = plan;
        this.context = context;
        this.shell = context.power(Shell.class);
        this.hearing = new Hearing(plan, context.cluster(), shell);
    }

    @Override
    public void make() {
        each(drop -> run("the cut", DropScript.of(drop, plan).make()));
    }

    /** What takes the cut back. */
    static List<HostCommand> mending(PartitionPlan plan) {
        return plan.drops().stream().map(drop -> DropScript.of(drop, plan).undo()).toList();
    }

    @Override
    public Evidence noticed() {
        return hearing.cut();
    }

    @Override
    public Evidence made() {
        Map<Drop, HostLook> looks = looks();
        String without = looks.keySet().stream()
                .filter(drop -> !looks.get(drop).drops(drop))
                .map(Drop::host)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            return Evidence.missing("neither packet filter nor blackhole routes on " + without);
        }
        long filters = looks.values().stream().filter(HostLook::table).count();
        long routes = looks.values().stream().filter(look -> !look.routes().isEmpty()).count();
        long dropped = looks.values().stream().mapToLong(HostLook::dropped).sum();
        long passed = looks.values().stream().mapToLong(HostLook::passed).sum();
        // Somebody has just tried in vain, so that some must have been dropped.
        if (routes == 0 && dropped == 0) {
            return Evidence.missing("the packet filters have dropped nothing");
        }
        boolean counting = looks.entrySet().stream()
                .anyMatch(look -> look.getKey().direction() == Direction.OUT && look.getValue().table());
        if (counting && passed == 0) {
            return Evidence.missing("no packet has come the other way");
        }
        List<String> words = new ArrayList<>();
        if (filters > 0) {
            words.add("packet filters on " + filters + " hosts have dropped " + dropped + " packets"
                    + (counting ? " and let " + passed + " pass the other way" : ""));
        }
        if (routes > 0) {
            words.add("blackhole routes on " + routes + " hosts");
        }
        return Evidence.holds(String.join(", ", words));
    }

    @Override
    public Evidence mended() {
        Map<Drop, HostLook> looks = looks();
        String left = looks.keySet().stream()
                .filter(drop -> !looks.get(drop).nothing())
                .map(drop -> looks.get(drop).words() + " on " + drop.host())
                .sorted()
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? hearing.mended() : Evidence.missing("still there: " + left);
    }

    private Map<Drop, HostLook> looks() {
        Map<Drop, HostLook> looks = new ConcurrentHashMap<>();
        each(drop -> {
            DropScript script = DropScript.of(drop, plan);
            looks.put(drop, HostLook.of(script, run("a look at the cut", script.look())));
        });
        return looks;
    }

    private void each(Consumer<Drop> action) {
        AllOf.atOnce(plan.drops().stream().filter(drop -> !isOff(drop)).map(drop -> () -> {
            try {
                action.accept(drop);
            } catch (ClusterException e) {
                if (!isOff(drop)) {
                    throw e;
                }
            }
        }));
    }

    private boolean isOff(Drop drop) {
        return context.cluster().isOff(drop.host());
    }

    private String run(String what, HostCommand command) {
        Shell.Result result = shell.run(command.host(), command.command(), command.stdin(), LIMIT);
        if (!result.ok()) {
            String why = result.stderr().strip().lines().map(String::strip).collect(Collectors.joining("; "));
            throw new ClusterException(what + " on " + command.host() + " failed: " + why);
        }
        return result.stdout();
    }
}
