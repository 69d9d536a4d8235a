package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.agent.container.RunDirectory;
import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.AuthFiles;
import dev.mesoschaos.testbed.auth.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

/** What ACLs leave of an agent that has a framework of root's with two tasks, one of them run as web, and one of web's. */
class AgentSightTest {

    private static final AgentSnapshot AGENT = agent();

    @Test
    void withoutAclsEverythingIsSeen() {
        assertThat(new AgentSight(AGENT, new Caller(Acls.NONE, Optional.empty())).visible()).isEqualTo(AGENT);
    }

    @Test
    void aFrameworkThatIsNotSeenHidesItsTasksAndExecutors() {
        AgentSnapshot seen = sight("view_frameworks").visible();

        assertThat(seen.frameworks()).extracting(FrameworkInfo::getUser).containsExactly("web");
        assertThat(seen.executors()).extracting(AgentSightTest::name).containsExactly("w1");
        assertThat(seen.tasks().launched()).extracting(AgentSightTest::name).containsExactly("w1");
    }

    @Test
    void anExecutorIsHiddenByTheUserItRunsAs() {
        AgentSnapshot seen = sight("view_executors").visible();

        assertThat(seen.frameworks()).hasSize(2);
        assertThat(seen.executors()).extracting(AgentSightTest::name).containsExactly("r2", "w1");
        assertThat(seen.tasks()).isEqualTo(AGENT.tasks());
    }

    @Test
    void aTaskIsHiddenByTheUserItRunsAs() {
        AgentSnapshot seen = sight("view_tasks").visible();

        assertThat(seen.tasks().launched()).extracting(AgentSightTest::name).containsExactly("r2", "w1");
        assertThat(seen.executors()).isEqualTo(AGENT.executors());
    }

    @Test
    void aContainerHasAnAclOfItsOwn() {
        assertThat(sight("view_containers").containers()).extracting(AgentSightTest::name).containsExactly("r2", "w1");
        assertThat(sight("view_executors").containers()).hasSize(3);
    }

    /** Nobody may do this to what is root's. */
    private static AgentSight sight(String action) {
        Acls acls = AuthFiles.acls(
                "{\"" + action + "\":[{\"principals\":{\"type\":\"NONE\"},\"users\":{\"values\":[\"root\"]}}]}");
        return new AgentSight(AGENT, new Caller(acls, Optional.of("p")));
    }

    private static AgentSnapshot agent() {
        FrameworkInfo roots = framework("root");
        FrameworkInfo webs = framework("web");
        return new AgentSnapshot(
                AgentInfo.newBuilder().setHostname("a1").build(),
                true,
                true,
                Optional.empty(),
                List.of(roots, webs),
                new AgentSnapshot.Tasks(
                        List.of(),
                        List.of(task(roots, "r1", Optional.empty()), task(roots, "r2", Optional.of("web")),
                                task(webs, "w1", Optional.empty())),
                        List.of()),
                List.of(),
                Map.of(),
                List.of(executor(roots, "r1", Optional.empty()), executor(roots, "r2", Optional.of("web")),
                        executor(webs, "w1", Optional.empty())),
                List.of(),
                0,
                Optional.empty());
    }

    private static FrameworkInfo framework(String user) {
        return FrameworkInfo.newBuilder()
                .setUser(user)
                .setName(user)
                .setId(FrameworkID.newBuilder().setValue(user))
                .build();
    }

    private static Task task(FrameworkInfo framework, String name, Optional<String> user) {
        Task.Builder task = Task.newBuilder()
                .setName(name)
                .setTaskId(TaskID.newBuilder().setValue(name))
                .setFrameworkId(framework.getId())
                .setAgentId(Samples.AGENT_ID)
                .setState(TaskState.TASK_RUNNING);
        user.ifPresent(task::setUser);
        return task.build();
    }

    private static ExecutorSnapshot executor(FrameworkInfo framework, String name, Optional<String> user) {
        CommandInfo.Builder command = CommandInfo.newBuilder();
        user.ifPresent(command::setUser);
        ExecutorID id = ExecutorID.newBuilder().setValue(name).build();
        return new ExecutorSnapshot(
                framework,
                ExecutorInfo.newBuilder().setExecutorId(id).setCommand(command).build(),
                AgentExecutor.Kind.COMMAND,
                name,
                RunDirectory.of(Path.of("/"), Samples.AGENT_ID, framework.getId(), id, name),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static String name(Task task) {
        return task.getName();
    }

    private static String name(ExecutorSnapshot executor) {
        return executor.info().getExecutorId().getValue();
    }
}
