package dev.mesoschaos.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;

/** Who may do what. Read-only endpoints are left open. */
@Statements
@Setup(
        agents = 1,
        masterFlags = {
            "authenticate_http_readwrite=true",
            "authenticate_http_frameworks=true",
            "http_framework_authenticators=basic",
            "credentials={credentials}",
            "acls={acls}"
        },
        files = {
            "credentials={\"credentials\":[{\"principal\":\"adm\",\"secret\":\"a1\"},"
                    + "{\"principal\":\"op\",\"secret\":\"o1\"},{\"principal\":\"fw\",\"secret\":\"f1\"}]}",
            "acls={\"permissive\":true,\"teardown_frameworks\":[{\"principals\":{\"values\":[\"op\"]},"
                    + "\"framework_principals\":{\"type\":\"NONE\"}}]}"
        })
class AuthenticationStatements {

    @Statement(value = 9, words = "with read-write authentication, no credentials are 401 with the realm, also on a follower")
    void withoutCredentialsThereIsNoAnswer(Bed bed) {
        for (String master : new String[] {bed.leader(), bed.followers().getFirst()}) {
            for (Ask ask : new Ask[] {Ask.plainly("GET_HEALTH"), Ask.get("/api/v1"), Ask.operator("{bad")}) {
                assertUnauthorized(bed.ask(master, ask), "mesos-master-readwrite");
            }
            assertUnauthorized(bed.ask(master, Ask.plainly("GET_HEALTH").as("adm", "wrong")), "mesos-master-readwrite");
            assertUnauthorized(bed.ask(master, Ask.call("/api/v1/scheduler", "{}")), "mesos-master-scheduler");
            assertThat(bed.ask(master, Ask.get("/health")).status()).isEqualTo(200);
        }
        assertThat(bed.askLeader(Ask.plainly("GET_HEALTH").as("op", "o1")).status()).isEqualTo(200);
        assertThat(bed.ask(bed.followers().getFirst(), Ask.plainly("GET_HEALTH").as("op", "o1")).status()).isEqualTo(307);
        assertThat(bed.askLeader(Ask.get("/state")).status()).isEqualTo(200);
    }

    @Statement(value = 10, words = "when an ACL forbids teardown, 403 and the framework lives")
    void aForbiddenTeardownLeavesTheFrameworkAlone(Bed bed) {
        Framework framework = bed.framework(
                Frameworks.aware("s10").setPrincipal("fw").build(), true, ask -> ask.as("fw", "f1"));
        Ask teardown = Ask.operator(Calls.teardown(framework.id()));

        Reply refused = bed.askLeader(teardown.as("op", "o1"));

        assertThat(refused.toString()).isEqualTo("403 403 Forbidden.");
        assertThat(bed.operators().frameworks().getFrameworksList())
                .anyMatch(known -> known.getFrameworkInfo().getId().equals(framework.id()) && known.getActive());
        assertThat(bed.askLeader(teardown.as("adm", "a1")).status()).isEqualTo(200);
        framework.scheduler().awaitLastChunk(Bed.SOON);
    }

    private static void assertUnauthorized(Reply reply, String realm) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).contains("Basic realm=\"" + realm + "\"");
        assertThat(reply.text()).isEqualTo("401 Unauthorized.");
    }
}
