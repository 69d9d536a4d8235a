package dev.mesoschaos.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import org.apache.mesos.v1.Protos.MasterInfo;

/** What a follower answers. */
@Statements
class RedirectStatements {

    @Statement(value = 1, words = "a follower with a known leader answers 307, empty, with the leader's hostname and the process path")
    void aFollowerSendsCallsToTheLeader(Bed bed) {
        String follower = bed.followers().getFirst();
        MasterInfo leader = bed.operators().master();
        String to = "//" + leader.getHostname() + ":" + leader.getPort();

        assertRedirect(bed.ask(follower, Ask.plainly("GET_HEALTH")), to + "/master/api/v1");
        assertRedirect(bed.ask(follower, Ask.call("/master/api/v1", "{bad")), to + "/master/api/v1");
        assertRedirect(bed.ask(follower, Ask.call("/api/v1/", "{}")), to + "/master/api/v1/");
        assertRedirect(bed.ask(follower, Ask.call("/api/v1/scheduler", "{}")), to + "/master/api/v1/scheduler");
        assertRedirect(bed.ask(follower, Ask.get("/api/v1")), to + "/master/api/v1");
        assertRedirect(bed.ask(follower, Ask.get("/state")), to + "/master/state");
        assertRedirect(bed.ask(follower, Ask.get("/master/redirect")), to);
        assertThat(bed.ask(follower, Ask.call("/api/v1?x=1&y=a%20b", "{}")).header("Location").orElseThrow())
                .isIn(to + "/master/api/v1?x=1&y=a%20b", to + "/master/api/v1?y=a%20b&x=1");
    }

    @Statement(value = 14, words = "GET /metrics/snapshot on a follower is 200 with master/elected 0")
    void aFollowerGivesItsOwnMetrics(Bed bed) {
        Reply follower = bed.ask(bed.followers().getFirst(), Ask.get("/metrics/snapshot"));
        Reply leader = bed.askLeader(Ask.get("/metrics/snapshot"));

        assertThat(follower.status()).isEqualTo(200);
        assertThat(follower.json().path("master/elected").asDouble(-1)).isEqualTo(0);
        assertThat(follower.json().path("master/uptime_secs").asDouble()).isPositive();
        assertThat(leader.json().path("master/elected").asDouble(-1)).isEqualTo(1);
    }

    @Statement(value = 4, words = "GET /health is 200 and empty on any master")
    void aFollowerIsAsHealthyAsTheLeader(Bed bed) {
        for (String master : new String[] {bed.leader(), bed.followers().getFirst()}) {
            Reply reply = bed.ask(master, Ask.get("/health"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEmpty();
            assertThat(reply.header("Content-Type")).isEmpty();
            assertThat(bed.ask(master, Ask.of("POST", "/master/health").body("")).status()).isEqualTo(200);
        }
    }

    private static void assertRedirect(Reply reply, String location) {
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("Location")).contains(location);
        assertThat(reply.text()).isEmpty();
    }
}
