package dev.mesoschaos.conformance.masters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import dev.mesoschaos.scenarios.cluster.DaemonControl.End;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;

/** A leader whose followers are dead cannot write anything down. The time-outs of 20 s and 60 s are scaled. */
@Statements
@Setup(agents = 1, masterFlags = {"registry_store_timeout=3secs", "registry_fetch_timeout=6secs"}, wrecks = true)
class QuorumStatements {

    private static final int ABORTED = 128 + 6;
    private static final Duration STORE = Duration.ofSeconds(3);
    private static final Duration FETCH = Duration.ofSeconds(6);
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final String STORE_FAILED = "Failed to update registry: Failed to perform store within 3secs";

    @Statement(value = 59, words = "quorum lost: the leader serves; a write for an agent aborts it without an answer")
    void aLeaderWithoutAQuorumAbortsAtItsFirstWrite(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s59"));
        String leader = loseFollowers(bed);
        framework.run("t59", bed.agent(1));
        AgentID agent = bed.agentId(bed.agent(1));

        Instant asked = bed.now();
        assertThat(bed.tryAsk(leader, Ask.operator(Calls.drain(agent)))).isEmpty();

        End end = awaitEnd(bed, leader);
        assertThat(end.status()).isEqualTo(ABORTED);
        assertThat(Duration.between(asked, end.at())).isBetween(STORE.minusMillis(200), STORE.plus(SLACK));
    }

    @Statement(value = 59, words = "UPDATE_WEIGHTS and UPDATE_QUOTA answer 500, and the master lives until the next agent change")
    void writesOfOperatorsAreRefused(Bed bed) {
        String leader = loseFollowers(bed);

        Instant asked = bed.now();
        Reply weights = bed.ask(leader, Ask.operator(Calls.weight("w", 2)));
        assertThat(weights.toString()).isEqualTo("500 " + STORE_FAILED);
        assertThat(Duration.between(asked, bed.now())).isBetween(STORE.minusMillis(200), STORE.plus(SLACK));
        assertThat(bed.ask(leader, Ask.operator(Calls.limit("q", 1))).toString()).isEqualTo("500 " + STORE_FAILED);
        assertThat(bed.ask(leader, Ask.plainly("GET_HEALTH")).status()).isEqualTo(200);
        assertThat(bed.daemons().runs(leader)).isTrue();

        bed.daemons().supervise(bed.agent(1), false);
        bed.daemons().signal(bed.agent(1), Signal.KILL);
        assertThat(awaitEnd(bed, leader).status()).isEqualTo(ABORTED);
    }

    @Statement(value = 59, words = "a master restarted without a quorum aborts after the time of recovery")
    void aMasterAloneCannotRecover(Bed bed) {
        String leader = loseFollowers(bed);
        bed.daemons().signal(leader, Signal.KILL);
        awaitEnd(bed, leader);
        bed.daemons().start(leader);
        await().atMost(Bed.SOON).until(() -> bed.tryAsk(leader, Ask.plainly("GET_HEALTH"))
                .filter(reply -> reply.text().equals("Master has not finished recovery")).isPresent());

        Instant elected = bed.now();
        await().atMost(FETCH.plus(SLACK)).until(() -> bed.daemons().ends(leader).size() == 2);

        End end = bed.daemons().ends(leader).getLast();
        assertThat(end.status()).isEqualTo(ABORTED);
        assertThat(Duration.between(elected, end.at())).isBetween(FETCH.minus(SLACK), FETCH.plus(SLACK));
    }

    private static String loseFollowers(Bed bed) {
        String leader = bed.leader();
        List<String> followers = bed.followers();
        bed.hosts(Role.MASTER).stream().map(Host::name).forEach(master -> bed.daemons().supervise(master, false));
        followers.forEach(follower -> bed.daemons().signal(follower, Signal.KILL));
        return leader;
    }

    private static End awaitEnd(Bed bed, String leader) {
        await().atMost(Bed.SOON).until(() -> !bed.daemons().ends(leader).isEmpty());
        return bed.daemons().ends(leader).getLast();
    }
}
