package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for the embedded cluster, on the network that every machine has. */
class PlanTest {

    private final Bench bench = new Bench();

    @TempDir
    private Path directory;

    @Test
    void whatTheLimitsForbidIsRefusedInThePlanAlready() throws IOException {
        Path file = spoiled("agent-host-loss", "limits: {agents: 34%}", "limits: {agents: 0}");

        assertThat(plan(file.toString())).isEqualTo(4);
        assertThat(bench.out()).contains("REFUSED", "the blast radius would be 1 of 6 agents, the limit is 0");
    }

    @Test
    void anObjectiveUnderItsFloorIsRefusedInThePlanAlready() throws IOException {
        Path file = spoiled("agent-host-loss", "at-most: floor + 3s", "at-most: 1s");

        assertThat(plan(file.toString())).isEqualTo(4);
        assertThat(bench.out()).contains("REFUSED", "no cluster with these flags can meet", "the floor is 3.000 s");
    }

    @Test
    void whatTheMachineCannotDoIsSkippedInThePlanAlready() {
        assertThat(plan("disk-full-on-agent")).isZero();
        assertThat(bench.out()).contains("SKIPPED", "hosts have a disk of their own only in namespaces");
    }

    @Test
    void mistakesAreSaidInPlaceOfAPlan() throws IOException {
        Path file = spoiled("rack-partition", "objectives", "objektives");

        assertThat(plan(file.toString())).isEqualTo(64);
        assertThat(bench.out()).isEmpty();
    }

    @Test
    void whoIsHitByWhatAndWhatUndoesItIsSaid() {
        assertThat(plan("leader-kill")).isZero();
        assertThat(bench.out())
                .contains("process-kill for ", " on m1", "decided by the master that leads then", "1 of 3 masters")
                .containsPattern("undo +m1: rm -f ")
                .contains("takes ");
    }

    @Test
    void theLeaseOfHostsIsSaidAndCanBeChosen() {
        assertThat(plan("leader-kill")).isZero();
        assertThat(bench.out()).contains("hosts that hear nothing of the harness for 15 s undo by themselves");

        assertThat(plan("leader-kill", "--lease", "2m")).isZero();
        assertThat(bench.out()).contains("hosts that hear nothing of the harness for 120 s undo by themselves");
    }

    @Test
    void theSeedDecidesAndAnotherOneDecidesOtherwise() throws IOException {
        List<String> some = targets("7");
        assertThat(targets("7")).isEqualTo(some);

        assertThat(List.of("8", "9", "10", "11")).anySatisfy(seed -> assertThat(targets(seed)).isNotEqualTo(some));
    }

    @Test
    void scriptsAreToldTheBlastRadius() throws IOException {
        assertThat(plan("rack-partition", "--json")).isZero();
        JsonNode blast = new ObjectMapper().readTree(bench.out()).get(0).get("injections").get(0).get("blast");
        assertThat(blast.get("agents").asInt()).isEqualTo(2);
        assertThat(blast.get("ofAgents").asInt()).isEqualTo(6);
        assertThat(blast.get("racks")).hasSize(1);
        assertThat(blast.get("tasks").asInt()).isEqualTo(3);
        assertThat(blast.get("ofTasks").asInt()).isEqualTo(9);
    }

    private int plan(String scenario, String... more) {
        Object[] arguments = new Object[4 + more.length];
        arguments[0] = "plan";
        arguments[1] = scenario;
        arguments[2] = "-D";
        arguments[3] = "cluster.network=proxied";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return bench.run(arguments);
    }

    private static List<String> targets(String seed) throws IOException {
        Bench one = new Bench();
        one.run("plan", "rack-partition", "-D", "cluster.network=proxied", "--seed", seed, "--json");
        JsonNode targets = new ObjectMapper().readTree(one.out()).get(0).get("injections").get(0).get("targets");
        return targets.valueStream().map(JsonNode::asText).toList();
    }

    private Path spoiled(String name, String word, String other) throws IOException {
        Bench copying = new Bench();
        copying.run("list", name, "--copy", directory);
        Path file = directory.resolve(name + ".yaml");
        String text = Files.readString(file);
        assertThat(text).contains(word);
        return Files.writeString(file, text.replace(word, other));
    }
}
