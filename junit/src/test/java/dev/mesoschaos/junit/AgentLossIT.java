package dev.mesoschaos.junit;

import static dev.mesoschaos.junit.ChaosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** How a team writes a test of its own; the documentation shows it. */
class AgentLossIT {

    @ChaosTest(scenario = """
            name: agent-loss
            title: An agent host is lost, and users of the app hardly notice
            why: Any host can die at any time. What ran there must run elsewhere before somebody is paged.
            cluster: {racks: 2, agents-per-rack: 2, masters: 1, zookeeper: 1}
            workload:
              - {app: web, instances: 4, cpus: 0.1, mem: 32, http: {}, spread: rack}
            probes:
              - {scheduling: {every: 500ms, deadline: 5s}}
              - {http: {app: web, rate: 50/s, timeout: 500ms}}
            steady-state:
              within: 30s
              hold: 1s
              expect: [{indicator: schedulability, at-least: 99%}]
            method:
              - {id: loss, fault: {host-power-off: {}}, target: agent with most tasks of app web, hold: 1s}
            objectives:
              - {indicator: recovery-time, after: loss, at-most: 30s}
            invariants: [no-lost-tasks]
            limits: {agents: 34%}
            """)
    void usersOfAnAppHardlyNoticeThatAHostIsLost(Chaos chaos) {
        assertThat(chaos.leadingMaster()).contains("m1");

        try (Injection loss = chaos.inject("loss")) {
            assertThat(chaos.app("web")).isRescheduledWithin(Duration.ofSeconds(20)).isAvailable("20%");
            assertThat(chaos).meets("{indicator: schedulability, during: loss, at-least: 50%}");
            assertThat(loss.since()).isBefore(chaos.journal().end());
        }
    }
}
