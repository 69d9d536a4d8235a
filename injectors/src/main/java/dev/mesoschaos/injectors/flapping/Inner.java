package dev.mesoschaos.injectors.flapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fault that flaps, with its plan.
 *
 * @param <P> its plan
 */
record Inner<P>(FaultType<P> type, P plan) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * As a plan has it.
     *
     * @throws ClusterException when this build does not know that fault, or such plans of it
     */
    static Inner<?> of(FlappingPlan plan) {
        for (FaultType<?> type : ServiceLoader.load(FaultType.class)) {
            if (type.id().equals(plan.fault())) {
                return read(type, plan);
            }
        }
        throw new ClusterException("this build has no fault '" + plan.fault() + "': undo with the build that injected it");
    }

    private static <P> Inner<P> read(FaultType<P> type, FlappingPlan plan) {
        try {
            return new Inner<>(type, JournalJson.mapper().treeToValue(plan.plan(), type.planType()));
        } catch (JsonProcessingException e) {
            throw new ClusterException("the plan of " + type.id() + " cannot be read by this build: "
                    + e.getOriginalMessage(), e);
        }
    }

    /** Its plan, complete with what it must know of the cluster as it is. */
    JsonNode survey(FaultContext context) {
        return JournalJson.mapper().valueToTree(type.survey(plan, context));
    }

    /** It comes. */
    void come(FaultContext context) {
        type.inject(plan, context);
    }

    /** It goes, on hosts by the commands that they have in their leases, too. */
    void go(FaultContext context) {
        Map<String, List<HostCommand>> byHost = undoOnHosts().stream()
                .collect(Collectors.groupingBy(HostCommand::host, LinkedHashMap::new, Collectors.toList()));
        Runnable onHosts = () -> AllOf.atOnce(byHost.values().stream()
                .map(commands -> () -> AllOf.run(commands.stream().map(command -> () -> run(command, context)))));
        AllOf.run(Stream.of(onHosts, () -> undo(context)));
    }

    private static void run(HostCommand command, FaultContext context) {
        Shell.Result result = context.power(Shell.class).run(command.host(), command.command(), command.stdin(), LIMIT);
        if (!result.ok()) {
            throw new ClusterException(command.host() + ": " + String.join(" ", command.command()) + ": "
                    + result.stderr().strip());
        }
    }

    void undo(FaultContext context) {
        type.undo(plan, context);
    }

    Evidence verifyEffect(FaultContext context) {
        return type.verifyEffect(plan, context);
    }

    Evidence verifyUndone(FaultContext context) {
        return type.verifyUndone(plan, context);
    }

    Duration effectWithin() {
        return type.effectWithin(plan);
    }

    Duration undoneWithin() {
        return type.undoneWithin(plan);
    }

    List<HostCommand> undoOnHosts() {
        return type.undoOnHosts(plan);
    }

    List<Resource> resources() {
        return type.resources(plan);
    }
}
