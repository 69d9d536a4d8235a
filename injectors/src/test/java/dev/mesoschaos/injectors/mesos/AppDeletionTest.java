package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.Broken;
import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Breaks("app-deletion")
class AppDeletionTest {

    private static final AppSpec WEB =
            new AppSpec("web", 9, 0.1, 32, new AppSpec.Program.Http(), AppSpec.Spread.RACK);
    private static final AppSpec BATCH =
            new AppSpec("batch", 3, 0.5, 64, new AppSpec.Program.Command("sleep 9"), AppSpec.Spread.NONE);

    private final AppDeletion fault = new AppDeletion();
    private final FakeDeployments deployments = new FakeDeployments(WEB, BATCH);
    private final FakeCluster cluster =
            new FakeCluster(List.of(new Host("m1", Role.MASTER, "control", new Address("127.0.0.1", 1))));

    AppDeletionTest() {
        cluster.deployments = Optional.of(deployments);
    }

    private DeletionPlan plan(String yaml) {
        var planner = Samples.planner(fault, yaml);
        return fault.survey(planner.plan(cluster.targets("m1"), cluster.situation("wipe-1")), cluster.context());
    }

    @Test
    void anAppThatIsNotDeployedIsNoTarget() {
        assertThatThrownBy(() -> plan("{app: wob}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no app 'wob' is deployed that could be deleted; deployed are [web, batch]");
    }

    @Test
    void withoutAnyAppThereIsNothingToDelete() {
        deployments.apps.clear();

        assertThatThrownBy(() -> plan("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no app is deployed that could be deleted; deployed are []");
    }

    @Test
    void aWorkloadWhoseAppsAreFixedIsRefused() {
        cluster.deployments = Optional.empty();

        assertThatThrownBy(() -> plan("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot delete and deploy apps");
    }

    @Test
    void anAppWhoseTasksLiveOnIsNotDeleted() {
        DeletionPlan plan = plan("{}");
        fault.inject(plan, cluster.context());
        deployments.tasks.put("batch", List.of("batch.0-1"));

        assertThat(fault.verifyEffect(plan, cluster.context()))
                .isEqualTo(Evidence.missing("still deployed: [], tasks left: [batch.0-1]"));
    }

    @Test
    void whereverTheDeletionBreaksOffTheUndoRestoresWhatWasThere() throws JsonProcessingException {
        fault.inject(plan("{}"), cluster.context());
        int orders = deployments.orders;
        deployments.deploy(WEB);
        deployments.deploy(BATCH);
        for (int k = 1; k <= orders; k++) {
            DeletionPlan plan = plan("{}");
            deployments.orders = 0;
            deployments.failing = k;
            assertThatThrownBy(() -> fault.inject(plan, cluster.context())).isInstanceOf(ClusterException.class);
            deployments.failing = 0;

            undoFromTheJournal(plan);

            assertThat(deployments.deployed()).containsExactlyInAnyOrder(WEB, BATCH);
            Broken.at(fault.id(), k, orders);
        }
    }

    @Test
    void undoingTwiceOrWithoutADeletionChangesNothing() throws JsonProcessingException {
        DeletionPlan plan = plan("{}");

        undoFromTheJournal(plan);
        undoFromTheJournal(plan);

        assertThat(deployments.deployed()).containsExactly(WEB, BATCH);
    }

    @Test
    void oneAppIsDeletedAndTheOthersAreNot() {
        DeletionPlan plan = plan("{app: web}");

        fault.inject(plan, cluster.context());

        assertThat(deployments.deployed()).containsExactly(BATCH);
    }

    @Test
    void anAppThatSomebodyDeployedOtherwiseMeanwhileIsLeftSo() {
        DeletionPlan plan = plan("{app: web}");
        fault.inject(plan, cluster.context());
        AppSpec theirs = new AppSpec("web", 2, 1, 64, new AppSpec.Program.Http(), AppSpec.Spread.NONE);
        deployments.apps.put("web", theirs);

        assertThatThrownBy(() -> fault.undo(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("2 x web instead of 9 x web; it is left so");
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();
        assertThat(deployments.deployed()).contains(theirs);
    }

    @Test
    void aRestoreThatForgetsAnAppIsNoUndo() {
        DeletionPlan plan = plan("{}");
        fault.inject(plan, cluster.context());
        deployments.deploy(WEB);

        assertThat(fault.verifyUndone(plan, cluster.context()))
                .isEqualTo(Evidence.missing("not deployed as before: [3 x batch]"));
    }

    @Test
    void afterTheEndOfItsRunNothingIsLeftToRestore() {
        DeletionPlan plan = plan("{}");
        cluster.deployments = Optional.empty();

        fault.undo(plan, cluster.context());

        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }

    private void undoFromTheJournal(DeletionPlan plan) throws JsonProcessingException {
        var mapper = JournalJson.mapper();
        DeletionPlan read = mapper.treeToValue(mapper.valueToTree(plan), DeletionPlan.class);
        fault.undo(read, cluster.context());
        assertThat(fault.verifyUndone(read, cluster.context()).detail())
                .isEqualTo("deployed as before: 9 x web, 3 x batch");
    }
}
