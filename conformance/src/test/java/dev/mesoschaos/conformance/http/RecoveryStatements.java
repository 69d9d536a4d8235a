package dev.mesoschaos.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import java.time.Duration;
import java.util.List;

/** What masters and agents answer while they cannot do their work. */
@Statements
class RecoveryStatements {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final String NO_LEADER = "No leader elected";
    private static final String RECOVERING = "Master has not finished recovery";

    @Statement(value = 2, words = "without a leader, calls are 503")
    @Setup(wrecks = true)
    void withoutALeaderThereIsNoService(Bed bed) {
        String follower = bed.followers().getFirst();
        String zookeeper = bed.hosts(Role.ZOOKEEPER).getFirst().name();
        bed.daemons().supervise(zookeeper, false);
        bed.daemons().signal(zookeeper, Signal.KILL);

        Reply reply = awaitReply(bed, follower, Ask.plainly("GET_HEALTH"), 503);

        assertThat(reply.text()).isEqualTo(NO_LEADER);
        assertThat(reply.header("Content-Type")).contains("text/plain; charset=utf-8");
        for (Ask ask : List.of(Ask.get("/api/v1"), Ask.call("/api/v1/scheduler", "{}"), Ask.get("/master/state"),
                Ask.get("/master/redirect"))) {
            assertThat(bed.ask(follower, ask).toString()).isEqualTo("503 " + NO_LEADER);
        }
        assertThat(bed.ask(follower, Ask.get("/health")).status()).isEqualTo(200);
        assertThat(bed.ask(follower, Ask.get("/version")).status()).isEqualTo(200);
    }

    @Statement(value = 3, words = "an elected, recovering master answers calls with 503 and GET /state with 200 and empty lists")
    @Setup(wrecks = true)
    void aRecoveringMasterKnowsNothingYet(Bed bed) {
        DaemonControl daemons = bed.daemons();
        List<String> masters = bed.hosts(Role.MASTER).stream().map(Host::name).toList();
        masters.forEach(master -> daemons.supervise(master, false));
        masters.forEach(master -> daemons.signal(master, Signal.KILL));
        String alone = masters.getFirst();
        await().atMost(Bed.SOON).until(() -> !daemons.runs(alone));
        daemons.start(alone);

        Reply reply = awaitReply(bed, alone, Ask.plainly("GET_HEALTH"), 503, RECOVERING);

        assertThat(reply.text()).isEqualTo(RECOVERING);
        assertThat(bed.ask(alone, Ask.get("/api/v1")).toString()).isEqualTo("503 " + RECOVERING);
        assertThat(bed.ask(alone, Ask.operator("{bad")).toString()).isEqualTo("503 " + RECOVERING);
        Reply state = bed.ask(alone, Ask.get("/state"));
        assertThat(state.status()).isEqualTo(200);
        for (String list : List.of("slaves", "recovered_slaves", "frameworks", "completed_frameworks")) {
            JsonNode found = state.json().path(list);
            assertThat(found.isArray() && found.isEmpty()).as(list).isTrue();
        }
        assertThat(bed.ask(alone, Ask.get("/registrar(1)/registry")).text()).isEqualTo("{}");
        assertThat(bed.ask(alone, Ask.get("/health")).status()).isEqualTo(200);
    }

    @Statement(value = 13, words = "while an agent recovers, GET /state is 503 and /health 200")
    @Setup(masters = 1, agents = 1, agentFlags = "executor_reregistration_timeout=4secs")
    void aRecoveringAgentIsHealthyButHasNoState(Bed bed) {
        String agent = bed.agent(1);
        Framework framework = bed.framework(Frameworks.aware("s13"));
        framework.run("t13", agent);
        bed.daemons().signal(agent, Signal.KILL);

        Reply state = awaitReply(bed, agent, Ask.get("/state"), 503);

        assertThat(state.text()).isEqualTo("Agent has not finished recovery");
        assertThat(bed.ask(agent, Ask.get("/health")).toString()).isEqualTo("200 ");
        assertThat(bed.ask(agent, Ask.get("/api/v1")).toString()).isEqualTo("503 Agent has not finished recovery");
        assertThat(bed.ask(agent, Ask.get("/flags")).status()).isEqualTo(200);
        assertThat(awaitReply(bed, agent, Ask.get("/state"), 200).json().path("id").asText()).isNotEmpty();
        bed.awaitActive(agent);
    }

    private static Reply awaitReply(Bed bed, String host, Ask ask, int status) {
        return awaitReply(bed, host, ask, status, "");
    }

    private static Reply awaitReply(Bed bed, String host, Ask ask, int status, String text) {
        return await().atMost(Bed.SOON)
                .pollInterval(LOOK_EVERY)
                .until(() -> bed.tryAsk(host, ask), reply -> reply
                        .filter(one -> one.status() == status && one.text().contains(text))
                        .isPresent())
                .orElseThrow();
    }
}
