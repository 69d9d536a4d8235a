package dev.mesoschaos.conformance.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Agents that are lost together are given up one after another. */
@Statements
@Setup(masterFlags = "agent_removal_rate_limit=1/4secs")
class RemovalRateStatements {

    private static final Duration SPACING = Duration.ofSeconds(4);
    private static final Duration SLACK = Duration.ofSeconds(1);

    @Statement(value = 48, words = "rate limit 1/D, three agents lost together: unreachable at 0, D, 2D after detection")
    void agentsBecomeUnreachableAtTheRate(Bed bed) {
        Framework framework = runEverywhere(bed, "s48");
        int mark = framework.mark();

        agents(bed).forEach(agent -> bed.daemons().signal(agent, Signal.STOP));

        List<Heard<Event>> lost = framework.events().await(mark, 3, Duration.ofSeconds(20), "third UNREACHABLE",
                RemovalRateStatements::isUnreachable);
        assertThat(lost.get(1).after(lost.get(0).at())).isCloseTo(SPACING, SLACK);
        assertThat(lost.get(2).after(lost.get(1).at())).isCloseTo(SPACING, SLACK);
    }

    @Statement(value = 48, words = "a pong while waiting for the rate cancels the removal without an update")
    void anAgentThatAnswersInTimeIsKept(Bed bed) {
        Framework framework = runEverywhere(bed, "s48-cancel");
        int mark = framework.mark();
        double before = removals(bed, "canceled");
        double scheduled = removals(bed, "scheduled");

        agents(bed).forEach(agent -> bed.daemons().signal(agent, Signal.STOP));
        framework.events().await(mark, Bed.SOON, "first UNREACHABLE", RemovalRateStatements::isUnreachable);
        // Pings go out at other times to each agent, so the others join the queue up to a ping timeout later.
        await().atMost(SPACING).until(() -> removals(bed, "scheduled") - scheduled, count -> count == 3);
        agents(bed).forEach(agent -> bed.daemons().signal(agent, Signal.CONT));

        await().atMost(Bed.SOON).until(() -> removals(bed, "canceled") - before, count -> count == 2);
        await().during(SPACING.plus(SLACK)).atMost(Bed.SOON).until(() ->
                framework.events().since(mark, RemovalRateStatements::isUnreachable).size() == 1);
    }

    private static Framework runEverywhere(Bed bed, String name) {
        Framework framework = bed.framework(Frameworks.aware(name));
        for (String agent : agents(bed)) {
            framework.revive();
            framework.run("on-" + agent, agent);
        }
        return framework;
    }

    private static List<String> agents(Bed bed) {
        return List.of(bed.agent(1), bed.agent(2), bed.agent(3));
    }

    private static boolean isUnreachable(Event event) {
        return event.getUpdate().getStatus().getState() == TaskState.TASK_UNREACHABLE;
    }

    private static double removals(Bed bed, String fate) {
        return bed.askLeader(Ask.get("/metrics/snapshot")).json()
                .path("master/slave_unreachable_" + fate)
                .asDouble(-1);
    }
}
