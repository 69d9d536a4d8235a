package dev.mesoschaos.conformance.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Operator;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import org.apache.mesos.v1.master.Protos.Response.GetState;

/** What an operator sees first. */
@Statements
class SnapshotStatements {

    @Statement(value = 65, words = "an operator that reconnects gets a full SUBSCRIBED snapshot equal to GET_STATE")
    void aSubscriptionBeginsWithEverything(Bed bed) throws InterruptedException {
        Framework framework = bed.framework(Frameworks.aware("s65"));
        framework.run("first", bed.agent(1));
        framework.revive();
        framework.run("second", bed.agent(2));
        bed.operator().close();

        Operator operator = bed.operator();

        GetState state = bed.operators().state();
        assertThat(operator.snapshot()).isEqualTo(state);
        assertThat(state.getGetTasks().getTasksList()).hasSize(2);
        assertThat(state.getGetAgents().getAgentsList()).hasSize(3);
        assertThat(state.getGetFrameworks().getFrameworksList()).isNotEmpty();
    }
}
