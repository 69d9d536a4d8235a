package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code app-deletion}: apps are deleted with all their instances, as by an operator's mistake. The undo deploys them again
 * from a backup, which is in the journal before anything is deleted, and compares what is deployed with it.
 *
 * <p>They are the apps of the run itself: when the harness dies they end with it, and nothing is left to be restored.
 */
public final class AppDeletion implements FaultType<DeletionPlan> {

    @Override
    public String id() {
        return "app-deletion";
    }

    @Override
    public String harm() {
        return "apps are deleted with all their instances, and restored from a backup";
    }

    @Override
    public Class<DeletionPlan> planType() {
        return DeletionPlan.class;
    }

    @Override
    public Planner<DeletionPlan> read(Fields parameters) {
        Optional<String> asked = parameters.has("app") ? Optional.of(parameters.text("app")) : Optional.empty();
        return new OrderPlanner<>(this, Visibility.NOTHING_LOST, Set.of(),
                (targets, situation) -> new DeletionPlan(asked, List.of(), Set.of()),
                plan -> List.of("delete " + plan.words()));
    }

    /** The framework that runs them cannot be torn down meanwhile. */
    @Override
    public List<Resource> resources(DeletionPlan plan) {
        return List.of(new Resource(FrameworkTeardown.HARNESS, Resource.Kind.FRAMEWORK));
    }

    @Override
    public DeletionPlan survey(DeletionPlan plan, FaultContext context) {
        Deployments deployments = context.deployments().orElseThrow(() -> new IllegalArgumentException(
                "the workload cannot delete and deploy apps while it runs"));
        List<AppSpec> deployed = deployments.deployed();
        List<String> names = deployed.stream().map(AppSpec::app).toList();
        List<AppBackup> backup = deployed.stream()
                .filter(app -> plan.asked().map(app.app()::equals).orElse(true))
                .map(AppBackup::of)
                .toList();
        if (backup.isEmpty()) {
            throw new IllegalArgumentException(plan.asked().map(app -> "no app '" + app + "'").orElse("no app")
                    + " is deployed that could be deleted; deployed are " + names);
        }
        Set<String> tasks = backup.stream()
                .flatMap(app -> deployments.tasks(app.app()).stream())
                .collect(Collectors.toSet());
        return new DeletionPlan(plan.asked(), backup, tasks);
    }

    @Override
    public void inject(DeletionPlan plan, FaultContext context) {
        Deployments deployments = context.deployments().orElseThrow();
        plan.apps().forEach(deployments::delete);
    }

    @Override
    public Evidence verifyEffect(DeletionPlan plan, FaultContext context) {
        Deployments deployments = context.deployments().orElseThrow();
        List<String> left = deployments.deployed().stream().map(AppSpec::app).filter(plan.apps()::contains).toList();
        List<String> tasks = plan.apps().stream().flatMap(app -> deployments.tasks(app).stream()).toList();
        if (!left.isEmpty() || !tasks.isEmpty()) {
            return Evidence.missing("still deployed: " + left + ", tasks left: " + tasks);
        }
        return Operator.look(context, "looking at the tasks", client -> {
            List<String> alive = alive(plan, client);
            return alive.isEmpty()
                    ? Evidence.holds("deleted: " + plan.words() + "; the master has none of their " + plan.tasks().size()
                            + " tasks any more")
                    : Evidence.missing("the master still has " + alive);
        });
    }

    /** What has ended is no active task to the master. */
    private static List<String> alive(DeletionPlan plan, OperatorClient client) {
        return client.tasks().getTasksList().stream()
                .map(task -> task.getTaskId().getValue())
                .filter(plan.tasks()::contains)
                .toList();
    }

    @Override
    public Evidence verifyHeld(DeletionPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    /** An app that somebody else deployed anew in the meantime, and otherwise, is left so. */
    @Override
    public void undo(DeletionPlan plan, FaultContext context) {
        context.deployments().ifPresent(deployments -> {
            for (AppBackup backup : plan.backup()) {
                Optional<AppBackup> other = find(deployments, backup.app()).filter(found -> !found.equals(backup));
                if (other.isPresent()) {
                    throw new ClusterException(backup.app() + " is deployed otherwise than before, which is not by this run: "
                            + other.get() + " instead of " + backup + "; it is left so");
                }
                deployments.deploy(backup.restored());
            }
        });
    }

    @Override
    public Evidence verifyUndone(DeletionPlan plan, FaultContext context) {
        if (context.deployments().isEmpty()) {
            return Evidence.holds("the apps were those of a run that has ended, and ended with it");
        }
        Deployments deployments = context.deployments().get();
        List<AppBackup> missing = plan.backup().stream()
                .filter(backup -> find(deployments, backup.app()).filter(backup::equals).isEmpty())
                .toList();
        return missing.isEmpty()
                ? Evidence.holds("deployed as before: " + plan.words())
                : Evidence.missing("not deployed as before: " + missing);
    }

    private static Optional<AppBackup> find(Deployments deployments, String app) {
        return deployments.deployed().stream().filter(spec -> spec.app().equals(app)).findFirst().map(AppBackup::of);
    }
}
