package dev.mesoschaos.conformance.masters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** What survives the leader, because a quorum of masters has written it down. */
@Statements
class RegistryStatements {

    @Statement(value = 58, words = "drain, deactivation, quota, weights, schedule, gone list survive failover; filters and offers do not")
    @Setup(agents = 4, wrecks = true)
    void whatOperatorsDecidedSurvives(Bed bed) {
        String drained = bed.agent(1);
        String deactivated = bed.agent(2);
        String gone = bed.agent(3);
        String declined = bed.agent(4);
        Framework framework = bed.framework(Frameworks.aware("s58").setFailoverTimeout(600));
        framework.decline(3600, framework.offer(declined).getId());
        change(bed, Calls.drain(bed.agentId(drained)));
        change(bed, Calls.deactivate(bed.agentId(deactivated)));
        change(bed, Calls.limit("q", 2));
        change(bed, Calls.weight("w", 2.5));
        change(bed, Calls.schedule(bed.now(), Calls.machine("unknown.example", "10.99.0.1")));
        change(bed, Calls.markGone(bed.agentId(gone)));
        await("DRAINED").atMost(Bed.SOON).until(() -> state(bed, drained) == DrainState.DRAINED);
        String leader = bed.leader();
        bed.daemons().supervise(leader, false);
        bed.daemons().signal(leader, Signal.KILL);

        Framework back = bed.framework(framework.info(), true, ask -> ask);

        back.offer(declined);
        await("DRAINED at the new leader").atMost(Bed.SOON)
                .until(() -> state(bed, drained) == DrainState.DRAINED);
        await("the deactivated agent").atMost(Bed.SOON).until(() -> bed.registered(deactivated).filter(Agent::getDeactivated).isPresent());
        assertThat(bed.registered(deactivated).orElseThrow().getActive()).isFalse();
        assertThat(get(bed, "GET_QUOTA").findValuesAsText("role")).contains("q");
        JsonNode weight = get(bed, "GET_WEIGHTS").path("get_weights").path("weight_infos").path(0);
        assertThat(weight.path("role").asText()).isEqualTo("w");
        assertThat(weight.path("weight").asDouble()).isEqualTo(2.5);
        assertThat(get(bed, "GET_MAINTENANCE_SCHEDULE").findValuesAsText("hostname")).containsExactly("unknown.example");
        int ends = bed.daemons().ends(gone).size();
        await("the gone agent to end").atMost(Bed.SOON).until(() -> bed.daemons().ends(gone).size() > ends);
        assertThat(bed.registered(gone)).isEmpty();
        assertThat(back.events().since(0, event -> Framework.offers(event, drained) || Framework.offers(event, deactivated)))
                .isEmpty();
    }

    private static void change(Bed bed, String call) {
        assertThat(bed.askLeader(Ask.operator(call)).toString()).isEqualTo("200 ");
    }

    private static DrainState state(Bed bed, String host) {
        return bed.registered(host).map(agent -> agent.getDrainInfo().getState()).orElse(DrainState.UNKNOWN);
    }

    private static JsonNode get(Bed bed, String call) {
        return bed.askLeader(Ask.plainly(call)).json();
    }
}
