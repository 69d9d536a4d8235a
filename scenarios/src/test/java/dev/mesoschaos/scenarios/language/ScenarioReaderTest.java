package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Scope;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

    private static final String LEAST = """
            name: least
            title: The least a scenario can say
            why: Nothing else is needed.
            method: [{id: cut, fault: {network-partition: {}}, target: leading-master, hold: 1s}]
            invariants: [no-lost-tasks]
            """;

    private final Scenario scenario = ScenarioTexts.read(ScenarioTexts.VALID);

    @Test
    void aFileWithoutAnObjectiveOrAMethodThrowsItsFirstMistake() {
        Reading reading = new ScenarioReader(FakePlugins.all()).read("name: x\ntitle: x\nwhy: x\n", "s.yaml", Map.of());

        assertThat(reading.scenario()).isEmpty();
        assertThat(reading.problems()).hasSize(2);
        assertThatThrownBy(reading::orThrow)
                .isInstanceOf(InvalidScenario.class)
                .hasMessage("s.yaml:1:1: key 'method' is missing: expected a list of steps");
    }

    @Test
    void whatAFileDoesNotSayHasItsDefault() {
        Scenario least = ScenarioTexts.read(LEAST);

        assertThat(least.cluster()).isEqualTo(ClusterSpec.DEFAULT);
        assertThat(least.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(least.steadyState().within()).isEqualTo(Duration.ofSeconds(30));
        assertThat(least.steadyState().hold()).isEqualTo(Duration.ofSeconds(3));
        assertThat(least.steadyState().expect()).isEmpty();
        assertThat(least.workload()).isEmpty();
    }

    @Test
    void appsAreReadWithTheirProgram() {
        assertThat(scenario.workload()).containsExactly(
                new AppSpec("web", 9, 0.1, 32, new AppSpec.Program.Http(), AppSpec.Spread.RACK),
                new AppSpec("batch", 1, 0.1, 32, new AppSpec.Program.Command("sleep 1000"), AppSpec.Spread.NONE));
    }

    @Test
    void stepsRunInTheOrderOfTheFile() {
        assertThat(scenario.method()).hasSize(3);
        assertThat(scenario.method().get(0)).isInstanceOf(Step.Fault.class);
        assertThat(scenario.method().get(1)).isInstanceOf(Step.Wait.class);
        assertThat(scenario.method().get(2)).isInstanceOf(Step.Together.class);
        assertThat(scenario.faults()).extracting(Step.Fault::id).containsExactly("cut", "off", "slow");
    }

    @Test
    void aFaultGetsItsParametersAndTheValuesOfVariables() {
        Step.Fault cut = scenario.faults().getFirst();
        Step.Fault slow = scenario.faults().getLast();

        assertThat(cut.hold()).isEqualTo(Duration.ofSeconds(20));
        assertThat(cut.location()).hasToString("s.yaml:17:5");
        assertThat(((FakePlugins.Read) slow.planner()).parameters()).isEqualTo("PT0.04S PT0S");
    }

    @Test
    void targetsAreRolesAndTopology() {
        assertThat(target("leading-master")).isEqualTo(new TargetSpec.LeadingMaster());
        assertThat(target("zookeeper-leader")).isEqualTo(new TargetSpec.ZooKeeperLeader());
        assertThat(target("agent with most tasks")).isEqualTo(new TargetSpec.MostTasks(Optional.empty()));
        assertThat(target("agents of rack r2")).isEqualTo(new TargetSpec.Rack(Optional.of("r2")));
        assertThat(target("{rack: any}")).isEqualTo(new TargetSpec.Rack(Optional.empty()));
        assertThat(target("{rack: r1}")).isEqualTo(new TargetSpec.Rack(Optional.of("r1")));
        assertThat(target("{agents: 2}")).isEqualTo(new TargetSpec.OfRole(Role.AGENT, new Quantity.Count(2)));
        assertThat(target("{agents: 25%}")).isEqualTo(new TargetSpec.OfRole(Role.AGENT, new Quantity.Percent(25)));
        assertThat(target("{masters: any}")).isEqualTo(new TargetSpec.OfRole(Role.MASTER, new Quantity.Any()));
        assertThat(target("{zookeeper: minority}"))
                .isEqualTo(new TargetSpec.OfRole(Role.ZOOKEEPER, new Quantity.Minority()));
        assertThat(target("{zookeeper: all}")).isEqualTo(new TargetSpec.OfRole(Role.ZOOKEEPER, new Quantity.All()));
        assertThat(scenario.faults().get(1).target()).isEqualTo(new TargetSpec.MostTasks(Optional.of("web")));
    }

    @Test
    void connectionsAreTargetsToo() {
        String slow = LEAST.replace("network-partition: {}", "toxiproxy-latency: {latency: 40ms}");

        assertThat(ScenarioTexts.read(slow.replace("leading-master", "{links: zookeeper}")).faults().getFirst().target())
                .isEqualTo(new TargetSpec.Links(Role.ZOOKEEPER));
        assertThat(ScenarioTexts.read(slow.replace("leading-master", "{links: masters}")).faults().getFirst().target())
                .isEqualTo(new TargetSpec.Links(Role.MASTER));
    }

    @Test
    void whatMastersSeeDependsOnTheTarget() {
        assertThat(step("network-partition", "{agents: 1}").visibility()).isEqualTo(Visibility.AGENT_SILENT);
        assertThat(step("network-partition", "{rack: any}").visibility()).isEqualTo(Visibility.AGENT_SILENT);
        assertThat(step("network-partition", "leading-master").visibility()).isEqualTo(Visibility.NOTHING_LOST);
        assertThat(step("network-partition", "{masters: any}").visibility()).isEqualTo(Visibility.NOTHING_LOST);
        assertThat(step("network-partition", "zookeeper-leader").visibility()).isEqualTo(Visibility.NOTHING_LOST);
        assertThat(step("process-kill", "agent with most tasks").visibility()).isEqualTo(Visibility.AGENT_SILENT);

        Step.Fault executors = step("process-kill", "{executors: 25%, app: web}");

        assertThat(executors.target()).isEqualTo(new TargetSpec.Executors("web", new Quantity.Percent(25)));
        assertThat(executors.visibility()).isEqualTo(Visibility.TASK_ENDS);
    }

    private static Step.Fault step(String fault, String target) {
        String text = LEAST.replace("network-partition", fault).replace("leading-master", target);
        return ScenarioTexts.read(text + "workload: [{app: web, instances: 1, http: {}}]\n").faults().getFirst();
    }

    private static TargetSpec target(String target) {
        return ScenarioTexts.read(LEAST.replace("leading-master", target)).faults().getFirst().target();
    }

    @Test
    void objectivesCompareInTheUnitOfTheirIndicator() {
        List<Objective> objectives = scenario.objectives();

        assertThat(objectives).extracting(Objective::bound).containsExactly(
                new Bound(Bound.Side.AT_MOST, new Amount.FloorPlus(3), "floor + 3s"),
                new Bound(Bound.Side.AT_LEAST, new Amount.Plain(0.99), "99%"),
                new Bound(Bound.Side.AT_MOST, new Amount.TimesBaseline(2), "2 x baseline"));
        assertThat(objectives).extracting(Objective::scope)
                .containsExactly(new Scope.WholeMethod(), new Scope.During("cut"), new Scope.After("off"));
        assertThat(objectives.getFirst().query().app()).contains("web");
        assertThat(objectives.getFirst().query().percentile()).hasValue(100);
    }

    @Test
    void aShareIsTheNumberThatCountsGive() {
        String text = ScenarioTexts.VALID.replace("during: cut, at-least: 99%", "during: cut, at-least: 99.9%");
        Bound bound = ScenarioTexts.read(text).objectives().get(1).bound();

        assertThat(bound.holds(999 / 1000.0, ((Amount.Plain) bound.amount()).value())).isTrue();
        assertThat(bound.holds(998 / 1000.0, ((Amount.Plain) bound.amount()).value())).isFalse();
    }

    @Test
    void aStopConditionBelowALimitExpectsAtLeastThat() {
        assertThat(scenario.stopWhen()).singleElement().satisfies(stop -> {
            assertThat(stop.lasting()).isEqualTo(Duration.ofSeconds(10));
            assertThat(stop.expectation().bound())
                    .isEqualTo(new Bound(Bound.Side.AT_LEAST, new Amount.Plain(0.2), "20%"));
        });
    }

    @Test
    void aStopConditionAboveALimitExpectsAtMostThat() {
        String text = LEAST + "stop-when: [{indicator: missing-tasks, above: 3, for: 0s}]\n";

        assertThat(ScenarioTexts.read(text).stopWhen().getFirst().expectation().bound())
                .isEqualTo(new Bound(Bound.Side.AT_MOST, new Amount.Plain(3), "3"));
    }

    @Test
    void limitsAreReadAsWritten() {
        assertThat(scenario.limits())
                .isEqualTo(new Limits(new Quantity.Percent(34), new Quantity.Minority(), new Quantity.All()));
    }

    @Test
    void flagsOfMastersAndAgentsArePassedOn() {
        String text = LEAST + "cluster: {master-flags: {agent_ping_timeout: 2secs}, agent-flags: {gc_delay: 1hrs}}\n";

        assertThat(ScenarioTexts.read(text).cluster().masterFlags()).isEqualTo(Map.of("agent_ping_timeout", "2secs"));
        assertThat(ScenarioTexts.read(text).cluster().agentFlags()).isEqualTo(Map.of("gc_delay", "1hrs"));
    }

    @Test
    void simulatedAgentsComeOnTopOfTheRealOnes() {
        String text = LEAST + "cluster: {simulated-agents: 600, simulated-tasks: 6000}\n";

        assertThat(ScenarioTexts.read(text).cluster())
                .isEqualTo(new ClusterSpec(3, 2, 3, 3, Map.of(), Map.of(), 600, 6000));
    }

    @Test
    void hostsMayHaveDisksOfTheirOwn() {
        assertThat(ScenarioTexts.read(LEAST + "cluster: {disk: 64MB}\n").cluster().diskMb()).isEqualTo(64);
        assertThat(ScenarioTexts.read(LEAST + "cluster: {disk: 1.5GB}\n").cluster().diskMb()).isEqualTo(1536);
        assertThat(ScenarioTexts.read(LEAST).cluster().diskMb()).isZero();
    }

    @Test
    void jsonIsReadAsWell() {
        String json = """
            {
            \t"name": "least", "title": "A \\u00fc and a \\/", "why": "w",
            \t"method": [{"id": "cut", "fault": {"network-partition": {}}, "target": {"agents": 1}, "hold": "1s"}],
            \t"invariants": ["no-lost-tasks"]
            }
            """;
        Reading reading = new ScenarioReader(FakePlugins.all())
                .read(json.getBytes(StandardCharsets.UTF_8), "s.json", Map.of());

        assertThat(reading.orThrow().title()).isEqualTo("A ü and a /");
    }
}
