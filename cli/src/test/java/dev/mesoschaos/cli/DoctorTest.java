package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said of the network that every machine has. */
class DoctorTest {

    private final Bench bench = new Bench();

    @Test
    void aHomeWithoutAMesosIsAnError() {
        assertThat(bench.run("doctor", "--mesos-home", "/nowhere")).isEqualTo(4);
        assertThat(bench.err()).contains("no Mesos in /nowhere");
    }

    @Test
    void whatWouldBeSkippedIsSaidWithTheReason() {
        assertThat(bench.run("doctor", "disk-full-on-agent", "rack-partition", "-D", "cluster.network=proxied"))
                .isEqualTo(2);
        assertThat(bench.out())
                .contains("1 of 2 scenarios can run")
                .contains("no   disk-full-on-agent: ", "hosts have a disk of their own only in namespaces")
                .contains("yes  power over hosts", "no   hosts with a network of their own: ");
    }

    @Test
    void whereAllCanRunNothingIsWrong() {
        assertThat(bench.run("doctor", "smoke", "-D", "cluster.network=proxied")).isZero();
        assertThat(bench.out()).contains("4 of 4 scenarios can run");
    }

    @Test
    void scriptsAreToldTheSame() throws IOException {
        bench.run("doctor", "disk-full-on-agent", "-D", "cluster.network=proxied", "--json");

        JsonNode diagnosis = new ObjectMapper().readTree(bench.out());
        assertThat(diagnosis.get("network").asText()).isEqualTo("proxied (asked for)");
        assertThat(diagnosis.get("scenarios").get(0).get("missing").asText()).contains("disk of their own");
    }

    @Test
    void theScriptForShellsKnowsAllCommandsAndTheirOptions() {
        assertThat(bench.run("completion", "bash")).isZero();
        assertThat(bench.out()).startsWith("#!/usr/bin/env bash").contains("resume", "'--seed'", "bashcompinit");
    }

    @Test
    void anotherShellIsWrongUsage() {
        assertThat(bench.run("completion", "fish")).isEqualTo(64);
        assertThat(bench.err()).contains("fish");
    }
}
