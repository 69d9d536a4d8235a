package dev.mesoschaos.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;

/** In which order and with which words the leading master refuses requests. */
@Statements
class RequestStatements {

    private static final String WANTED_TYPE = "Expecting 'Content-Type' of application/json or application/x-protobuf";
    private static final String WANTED_ACCEPT =
            "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'";
    private static final Ask HEALTH = Ask.plainly("GET_HEALTH");

    @Statement(value = 5, words = "GET /api/v1 on the leader is 405 with Allow: POST")
    void otherMethodsThanPostAreRefused(Bed bed) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Reply reply = bed.askLeader(Ask.of(method, "/api/v1"));

            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).contains("POST");
            assertThat(reply.text()).isEqualTo(
                    "405 Method Not Allowed. Expecting one of { 'POST' }, but received '" + method + "'.");
        }
    }

    @Statement(value = 6, words = "no Content-Type is 400; application/json; charset=utf-8 is 415")
    void onlyTheExactContentTypesAreTaken(Bed bed) {
        for (Ask ask : List.of(HEALTH, Ask.call("/api/v1/scheduler", "{}"))) {
            assertRefused(
                    bed.askLeader(ask.without("Content-Type")), 400, "Expecting 'Content-Type' to be present");
            for (String type : List.of("application/json; charset=utf-8", "Application/JSON", "text/plain", "",
                    "application/recordio")) {
                assertRefused(bed.askLeader(ask.with("Content-Type", type)), 415, WANTED_TYPE);
            }
        }
    }

    @Statement(value = 7, words = "malformed JSON is 400 text/plain")
    void malformedJsonIsRefusedInPlainText(Bed bed) {
        for (String path : List.of("/api/v1", "/api/v1/scheduler")) {
            Reply broken = bed.askLeader(Ask.call(path, "{\"type\":"));
            assertThat(broken.status()).isEqualTo(400);
            assertThat(broken.header("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(broken.text()).startsWith("Failed to parse body into JSON: ");
            assertRefused(bed.askLeader(Ask.call(path, "[]")), 400,
                    "Failed to convert JSON into Call protobuf: Expecting a JSON object");
        }
        assertRefused(bed.askLeader(Ask.operator("{}")), 400,
                "Failed to validate master::Call: Expecting 'type' to be present");
        assertRefused(bed.askLeader(HEALTH.with("Content-Type", "application/x-protobuf").body("garbage")), 400,
                "Failed to parse body into Call protobuf");
    }

    @Statement(value = 8, words = "Accept: text/html on an operator call is 406, after parsing and without effect")
    void acceptMustAllowWhatIsSpoken(Bed bed) {
        assertRefused(bed.askLeader(HEALTH.with("Accept", "text/html")), 406, WANTED_ACCEPT);
        assertRefused(bed.askLeader(HEALTH.with("Accept", "")), 406, WANTED_ACCEPT);
        assertThat(bed.askLeader(HEALTH.without("Accept")).json().path("type").asText()).isEqualTo("GET_HEALTH");
        assertThat(bed.askLeader(HEALTH.with("Accept", "text/html, */*;q=0.1")).status()).isEqualTo(200);
        assertThat(bed.askLeader(Ask.operator("{\"type\":").with("Accept", "text/html")).status()).isEqualTo(400);

        String weights = "{\"type\":\"UPDATE_WEIGHTS\",\"update_weights\":{\"weight_infos\":[{\"role\":\"r8\",\"weight\":2}]}}";
        assertRefused(bed.askLeader(Ask.operator(weights).with("Accept", "text/html")), 406, WANTED_ACCEPT);
        assertThat(bed.askLeader(Ask.plainly("GET_WEIGHTS")).text()).doesNotContain("r8");
    }

    @Statement(value = 11, words = "MARK_AGENT_GONE of an unknown agent is 404, DRAIN_AGENT is 400")
    void changesOfUnknownAgentsAreRefused(Bed bed) {
        AgentID nobody = Calls.agentId("nope");

        assertRefused(bed.askLeader(Ask.operator(Calls.markGone(nobody))), 404, "Agent 'nope' not found");
        assertRefused(bed.askLeader(Ask.operator(Calls.drain(nobody))), 400, "Unknown agent");
        assertRefused(bed.askLeader(Ask.operator(Calls.deactivate(nobody))), 400, "Unknown agent");
        assertRefused(bed.askLeader(Ask.operator(Calls.reactivate(nobody))), 400, "Agent is not deactivated");
    }

    @Statement(value = 12, words = "unknown JSON fields are ignored")
    void unknownFieldsAreIgnored(Bed bed) {
        Reply reply = bed.askLeader(Ask.operator(
                "{\"type\":\"GET_HEALTH\",\"no_such_field\":{\"a\":[1,2]},\"getHealth\":true}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthy\":true}}");
    }

    private static void assertRefused(Reply reply, int status, String text) {
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.status()).isEqualTo(status);
    }
}
