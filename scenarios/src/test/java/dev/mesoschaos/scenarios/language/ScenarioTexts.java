package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.model.Scenario;
import java.util.List;
import java.util.Map;

/** A valid scenario, to be spoiled in one place at a time, and what its reader then says. */
final class ScenarioTexts {

    static final String VALID = """
            name: rack-partition
            title: One rack is cut off
            why: A cabinet switch fails.
            vars: {hold: 20s, rack: any}
            cluster: {racks: 3, agents-per-rack: 2, masters: 3, zookeeper: 3}
            workload:
              - {app: web, instances: 9, cpus: 0.1, mem: 32, http: {}, spread: rack}
              - {app: batch, instances: 1, command: "sleep 1000"}
            probes:
              - {scheduling: {every: 250ms, deadline: 5s}}
              - {http: {app: web, rate: 200/s, timeout: 500ms}}
            steady-state:
              within: 30s
              hold: 5s
              expect: [{indicator: schedulability, at-least: 99%}]
            method:
              - {id: cut, fault: {network-partition: {}}, target: {rack: "${rack}"}, hold: "${hold}"}
              - {id: calm, wait: {within: 1m, expect: [{indicator: availability, app: web, at-least: 99%}]}}
              - together:
                  - {id: off, fault: {host-power-off: {}}, target: agent with most tasks of app web, hold: 10s}
                  - {id: slow, fault: {toxiproxy-latency: {latency: 40ms}}, target: {links: zookeeper}, hold: 10s}
            objectives:
              - {indicator: rescheduling-time, app: web, percentile: 100, at-most: floor + 3s}
              - {indicator: schedulability, during: cut, at-least: 99%}
              - {indicator: recovery-time, after: off, at-most: 2 x baseline}
            invariants: [no-lost-tasks, no-duplicate-tasks]
            stop-when: [{indicator: availability, app: web, below: 20%, for: 10s}]
            limits: {agents: 34%, masters: minority, zookeeper: all}
            """;

    private static final ScenarioReader READER = new ScenarioReader(FakePlugins.all());

    private ScenarioTexts() {}

    static Scenario read(String text) {
        return READER.read(text, "s.yaml", Map.of()).orThrow();
    }

    /** What is said about the valid scenario after one of its parts was replaced. */
    static List<String> said(String part, String replacement) {
        assertThat(VALID).containsOnlyOnce(part);
        return said(VALID.replace(part, replacement));
    }

    static List<String> said(String text) {
        return said(text, Map.of());
    }

    static List<String> said(String text, Map<String, String> vars) {
        return READER.read(text, "s.yaml", vars).problems().stream().map(Throwable::getMessage).toList();
    }
}
