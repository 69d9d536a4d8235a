package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deprecated calls for quota, and the roles that quota and weights may name (mesos-facts 1.3 and 1.4). */
class QuotaCallsIT extends MasterCase {

    private static final Bench.Answer DONE = new Bench.Answer(200, "");

    private MasterProcess master;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader("--roles=web,db");
    }

    private Bench.Answer set(String role, double cpus) throws IOException {
        return bench.operator(master, "{\"type\":\"SET_QUOTA\",\"set_quota\":{\"quota_request\":{\"role\":\"" + role
                + "\",\"guarantee\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":" + cpus
                + "}}]}}}");
    }

    private Bench.Answer remove(String role) throws IOException {
        return bench.operator(
                master, "{\"type\":\"REMOVE_QUOTA\",\"remove_quota\":{\"role\":\"" + role + "\"}}");
    }

    private String quota() throws IOException {
        return bench.operator(master, "{\"type\":\"GET_QUOTA\"}").body();
    }

    @Test
    void whatCannotBeGuaranteedIsAConflict() throws Exception {
        assertThat(set("web", 1).status()).isEqualTo(409);
        bench.registered(master).next(MasterMessage.Registered.class);

        assertThat(set("web", 3))
                .isEqualTo(new Bench.Answer(
                        409,
                        "Quota guarantees overcommit the cluster (use 'force' to bypass this check): Total quota"
                                + " guarantees 'cpus:3' exceed cluster capacity 'cpus:2; disk:1024; mem:512'"));
    }

    @Test
    void aRoleThatIsNotListedHasNeitherQuotaNorWeight() throws Exception {
        assertThat(set("other", 0))
                .isEqualTo(new Bench.Answer(400, "Failed to validate set quota request: Unknown role 'other'"));
        assertThat(bench.operator(master, "{\"type\":\"UPDATE_QUOTA\",\"update_quota\":{\"quota_configs\":"
                        + "[{\"role\":\"other\"}]}}"))
                .isEqualTo(new Bench.Answer(400, "Invalid QuotaConfig: 'other' is not on the roles whitelist"));
        assertThat(bench.operator(master, "{\"type\":\"UPDATE_WEIGHTS\",\"update_weights\":{\"weight_infos\":"
                        + "[{\"role\":\"other\",\"weight\":2}]}}"))
                .isEqualTo(new Bench.Answer(
                        400, "Failed to validate update weights request JSON: Unknown role 'other'"));
    }

    @Test
    void quotaIsSetOnceAndCanBeRemoved() throws Exception {
        bench.registered(master).next(MasterMessage.Registered.class);

        assertThat(remove("web"))
                .isEqualTo(new Bench.Answer(400, "Failed to remove quota: Role 'web' has no quota set"));
        assertThat(set("web", 1.5)).isEqualTo(DONE);
        assertThat(quota())
                .contains("\"guarantees\":{\"cpus\":{\"value\":1.5}}", "\"limits\":{\"cpus\":{\"value\":1.5}}");
        assertThat(set("web", 1).body())
                .isEqualTo("Failed to validate set quota request: Cannot set quota for role 'web' which already has"
                        + " quota");
        assertThat(remove("web")).isEqualTo(DONE);
        assertThat(quota()).doesNotContain("web");
        assertThat(set("web", 1)).isEqualTo(DONE);
    }
}
