package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.language.Roles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/**
 * {@code framework-teardown}: frameworks are ended with all their tasks, as by an operator's mistake. Masters never take
 * their ids back (statement 21): their owners must start them anew.
 */
public final class FrameworkTeardown implements FaultType<TeardownPlan> {

    /** The name of the harness's own framework, and how those of its faults begin. */
    static final String HARNESS = "mesos-chaos";

    @Override
    public String id() {
        return "framework-teardown";
    }

    @Override
    public String harm() {
        return "frameworks are torn down for ever, with all their tasks";
    }

    @Override
    public Class<TeardownPlan> planType() {
        return TeardownPlan.class;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("masters never take the id of a framework back that was torn down, and its tasks are killed");
    }

    @Override
    public Planner<TeardownPlan> read(Fields parameters) {
        boolean byName = parameters.has("name");
        if (byName == parameters.has("role")) {
            throw parameters.wrong(byName ? "role" : "name", "say which frameworks are torn down: by name, or by role");
        }
        TeardownPlan choice = new TeardownPlan(
                byName ? Optional.of(parameters.text("name")) : Optional.empty(),
                byName ? Optional.empty() : Optional.of(Roles.read(parameters, "role")),
                Map.of());
        return new PlainPlanner<>(this, Visibility.TASK_ENDS, Set.of(),
                (targets, situation) -> choice,
                plan -> List.of("TEARDOWN of " + (plan.frameworks().isEmpty() ? "what is " + plan.choice() : words(plan))));
    }

    @Override
    public List<Resource> resources(TeardownPlan plan) {
        return List.of(plan.name()
                .map(name -> new Resource(name, Resource.Kind.FRAMEWORK))
                .orElseGet(() -> new Resource(plan.role().orElseThrow(), Resource.Kind.ROLE)));
    }

    @Override
    public TeardownPlan survey(TeardownPlan plan, FaultContext context) {
        Map<String, String> found = Operator.ask(context, "looking at the frameworks", client -> chosen(plan, client));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no framework " + plan.choice() + " is there to be torn down, or the harness may not"
                    + " see it; its own, which runs the workload, is meant by its name alone: " + HARNESS);
        }
        return new TeardownPlan(plan.name(), plan.role(), found);
    }

    /** A role never means what the harness measures with. */
    private static Map<String, String> chosen(TeardownPlan plan, OperatorClient client) {
        Map<String, String> found = new TreeMap<>();
        List<Framework> frameworks = plan.name()
                .map(name -> FrameworksOf.called(client, name))
                .orElseGet(() -> FrameworksOf.in(client, plan.role().orElseThrow()));
        for (Framework framework : frameworks) {
            String name = framework.getFrameworkInfo().getName();
            if (plan.name().isPresent() || !(name.equals(HARNESS) || name.startsWith(HARNESS + " "))) {
                found.put(FrameworksOf.id(framework), name);
            }
        }
        return found;
    }

    @Override
    public void inject(TeardownPlan plan, FaultContext context) {
        plan.frameworks().forEach((id, name) -> Operator.ask(context, "tearing down " + name, client -> {
            FrameworksOf.tearDown(client, id);
            return id;
        }));
    }

    @Override
    public Evidence verifyEffect(TeardownPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the frameworks", client -> {
            List<String> alive = active(plan, client);
            List<String> tasks = client.tasks().getTasksList().stream()
                    .filter(task -> plan.frameworks().containsKey(task.getFrameworkId().getValue()))
                    .map(task -> task.getTaskId().getValue())
                    .toList();
            return alive.isEmpty() && tasks.isEmpty()
                    ? Evidence.holds("over, without a task left: " + words(plan))
                    : Evidence.missing("not over: " + alive + ", tasks left: " + tasks);
        });
    }

    private static List<String> active(TeardownPlan plan, OperatorClient client) {
        return client.frameworks().getFrameworksList().stream()
                .map(FrameworksOf::id)
                .filter(plan.frameworks()::containsKey)
                .toList();
    }

    private static String words(TeardownPlan plan) {
        return String.join(", ", new TreeMap<>(plan.frameworks()).values());
    }

    /** Nothing brings a framework back but its owner. */
    @Override
    public void undo(TeardownPlan plan, FaultContext context) {}

    @Override
    public Evidence verifyUndone(TeardownPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the frameworks", client -> {
            List<String> alive = active(plan, client);
            return Evidence.holds(alive.size() == plan.frameworks().size()
                    ? "never torn down: " + words(plan)
                    : "a teardown is for ever; their owners must start anew: " + words(plan));
        });
    }
}
