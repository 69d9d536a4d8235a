package dev.mesoschaos.conformance.masters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Operator;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Slow;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Timeout;

/** What a new leader knows of tasks. */
@Statements
class FailoverStatements {

    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration REREGISTER_TIMEOUT = Duration.ofMinutes(10);

    @Statement(value = 56, words = "after failover tasks appear only as their agent returns, no UPDATE for acknowledged states")
    void aNewLeaderLearnsTasksFromTheirAgents(Bed bed) throws InterruptedException {
        Framework framework = bed.framework(Frameworks.aware("s56").setFailoverTimeout(600));
        for (int agent = 1; agent <= 3; agent++) {
            framework.revive();
            framework.run("t" + agent, bed.agent(agent));
        }
        Operator operator = bed.operator();
        int mark = operator.events().mark();
        kill(bed, bed.leader());

        Framework back = bed.framework(framework.info(), true, ask -> ask);
        for (int agent = 1; agent <= 3; agent++) {
            bed.awaitActive(bed.agent(agent));
        }

        await().atMost(Bed.SOON).until(() -> tasksSeen(operator, mark).size() == 3);
        await().during(QUIET).atMost(Bed.SOON).until(() ->
                back.events().since(0, event -> event.getType() == Event.Type.UPDATE).isEmpty());
        assertThat(bed.operators().tasks().getTasksList()).hasSize(3).allMatch(task -> task.getState() == TaskState.TASK_RUNNING);
        Set<AgentID> agents = new HashSet<>();
        operator.snapshot().getGetAgents().getAgentsList().forEach(agent -> agents.add(agent.getAgentInfo().getId()));
        operator.events().since(mark, event -> event.hasAgentAdded())
                .forEach(heard -> agents.add(heard.event().getAgentAdded().getAgent().getAgentInfo().getId()));
        assertThat(agents).hasSize(3);
    }

    @Statement(value = 57, words = "reconciliation about an agent that has not returned yet is silent")
    @Setup(wrecks = true)
    void aNewLeaderIsSilentAboutWhatItDoesNotKnow(Bed bed) {
        Lost lost = lose(bed);
        int mark = lost.framework.mark();

        lost.framework.reconcile("t57", lost.agent);
        lost.framework.reconcile("t57");
        lost.framework.reconcile("invented", lost.agent);
        lost.framework.reconcile("invented");

        await().during(QUIET).atMost(Bed.SOON).until(() ->
                lost.framework.events().since(mark, event -> event.getType() == Event.Type.UPDATE).isEmpty());
        assertThat(bed.operators().agents().getRecoveredAgentsList()).extracting(AgentInfo::getId).containsExactly(lost.agent);
    }

    @Slow("10 minutes: agent_reregister_timeout cannot be less")
    @Timeout(800)
    @Statement(value = 57, words = "10 min after the election FAILURE only; from then on UNREACHABLE, or UNKNOWN without an agent")
    @Setup(wrecks = true)
    void aLostAgentIsGivenUpTenMinutesAfterTheElection(Bed bed) {
        Lost lost = lose(bed);
        int mark = lost.framework.mark();

        Heard<Event> failure = lost.framework.events().await(
                mark, REREGISTER_TIMEOUT.plusSeconds(30), "FAILURE", event -> event.hasFailure());

        assertThat(failure.after(lost.elected)).isBetween(REREGISTER_TIMEOUT.minusSeconds(5), REREGISTER_TIMEOUT.plusSeconds(5));
        assertThat(failure.event().getFailure().getAgentId()).isEqualTo(lost.agent);
        assertThat(lost.framework.events().since(mark, event -> event.getType() == Event.Type.UPDATE)).isEmpty();
        for (String task : List.of("t57", "invented")) {
            lost.framework.reconcile(task, lost.agent);
            TaskStatus status = lost.framework.status(mark, task, TaskState.TASK_UNREACHABLE).event();
            assertThat(status.hasUnreachableTime()).isTrue();
            lost.framework.reconcile(task);
            lost.framework.status(mark, task, TaskState.TASK_UNKNOWN);
        }
    }

    /** An agent with a task dies together with the leader, and its framework is back at the new one. */
    private static Lost lose(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s57").setFailoverTimeout(1200));
        framework.run("t57", bed.agent(1));
        AgentID agent = bed.agentId(bed.agent(1));
        kill(bed, bed.agent(1));
        kill(bed, bed.leader());
        Framework back = bed.framework(framework.info(), true, ask -> ask);
        Instant elected = bed.now();
        bed.awaitActive(bed.agent(2));
        bed.awaitActive(bed.agent(3));
        return new Lost(back, agent, elected);
    }

    private static void kill(Bed bed, String host) {
        bed.daemons().supervise(host, false);
        bed.daemons().signal(host, Signal.KILL);
    }

    /** Tasks that the new leader's stream told of, in its snapshot or as they were added. */
    private static Set<String> tasksSeen(Operator operator, int mark) {
        Set<String> seen = new HashSet<>();
        operator.snapshot().getGetTasks().getTasksList().forEach(task -> seen.add(task.getTaskId().getValue()));
        operator.events().since(mark, event -> event.hasTaskAdded())
                .forEach(heard -> seen.add(heard.event().getTaskAdded().getTask().getTaskId().getValue()));
        return seen;
    }

    private record Lost(Framework framework, AgentID agent, Instant elected) {}
}
