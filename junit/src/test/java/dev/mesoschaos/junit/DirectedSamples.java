package dev.mesoschaos.junit;

import static dev.mesoschaos.junit.ChaosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Tests that must not pass; {@link ChaosTestIT} runs them. */
class DirectedSamples {

    private static final String SCENARIO = """
            name: directed-sample
            title: An agent is killed
            why: A test of tests needs something that is quickly there.
            cluster: {racks: 1, agents-per-rack: 1, masters: 1, zookeeper: 1}
            workload: [{app: web, instances: 1, cpus: 0.1, mem: 32, http: {}}]
            probes: [{scheduling: {every: 500ms, deadline: 5s}}]
            steady-state:
              within: 30s
              hold: 1s
              expect: [{indicator: schedulability, at-least: 99%}]
            method:
              - {id: crash, fault: {process-kill: {}}, target: {agents: all}, hold: 1s}
            invariants: [no-lost-tasks]
            limits: {agents: all}
            """;

    @ChaosTest(scenario = SCENARIO)
    void expectsWhatDoesNotHappen(Chaos chaos) {
        chaos.inject("crash");
        assertThat(chaos.app("web")).isRescheduledWithin(Duration.ofMillis(1));
    }

    @ChaosTest(scenario = SCENARIO)
    void injectsWhatTheMethodDoesNotHave(Chaos chaos) {
        chaos.inject("crush");
    }

    @ChaosTest(scenario = SCENARIO)
    void injectsNothing(Chaos chaos) {
        assertThat(chaos.topology().hosts()).isNotEmpty();
    }

    @ChaosTest
    void hasNoScenario(Chaos chaos) {
        throw new AssertionError("nobody comes here");
    }
}
