package dev.mesoschaos.scenarios.language;

import static dev.mesoschaos.scenarios.language.ScenarioTexts.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One mistake each: where it is, what was expected, and the nearest known word. */
class ScenarioMistakesTest {

    @Test
    void theTextTheOthersSpoilIsValid() {
        assertThat(said(ScenarioTexts.VALID)).isEmpty();
    }

    @Test
    void anUnknownKeyNamesTheNearestOne() {
        assertThat(said("limits:", "limit:")).containsExactly(
                "s.yaml:28:1: unknown key 'limit': expected one of name, title, why, vars, cluster, workload, probes, "
                        + "steady-state, method, objectives, invariants, stop-when, limits; did you mean 'limits'?");
        assertThat(said("hold: \"${hold}\"", "hodl: 1s")).containsExactly(
                "s.yaml:17:5: key 'hold' is missing: expected a duration such as 250ms, 5s, 2m or 1h, from 0s to 24h",
                "s.yaml:17:74: unknown key 'hodl': expected one of together, nemesis, wait, id, fault, target, hold; "
                        + "did you mean 'hold'?");
    }

    @Test
    void anUnknownKeyUnlikeAnyOtherIsNotGuessedAt() {
        assertThat(said("limits:", "colour:")).singleElement().asString().doesNotContain("did you mean");
    }

    @Test
    void anUnknownParameterOfAFaultIsItsOwnMistake() {
        assertThat(said("{latency: 40ms}", "{latency: 40ms, jiter: 3ms}")).containsExactly(
                "s.yaml:21:63: step 'slow', toxiproxy-latency: unknown key 'jiter': expected one of latency, jitter; "
                        + "did you mean 'jitter'?");
    }

    @Test
    void whatAFaultItselfRefusesIsSaidWhereItStands() {
        assertThat(said("{latency: 40ms}", "{latency: 40ms, jitter: 50ms}"))
                .containsExactly("s.yaml:21:71: step 'slow', toxiproxy-latency, jitter: jitter must not exceed latency");
    }

    @Test
    void aParameterOfTheWrongUnitSaysWhichUnitsThereAre() {
        assertThat(said("latency: 40ms", "latency: 40 parsecs")).containsExactly(
                "s.yaml:21:57: step 'slow', toxiproxy-latency, latency: expected a duration such as 250ms, 5s, 2m or 1h, "
                        + "from 1ms to 10m, got '40 parsecs'");
        assertThat(said("rate: 200/s", "rate: 200")).containsExactly(
                "s.yaml:11:29: expected a rate such as 200/s, at most 1000/s, got '200'");
    }

    @Test
    void aMissingParameterIsSaidWhereTheParametersStart() {
        assertThat(said("{latency: 40ms}", "{}")).containsExactly(
                "s.yaml:21:47: step 'slow', toxiproxy-latency: key 'latency' is missing: "
                        + "expected a duration such as 250ms, 5s, 2m or 1h, from 1ms to 10m");
    }

    @Test
    void anUnknownFaultNamesTheNearestOne() {
        assertThat(said("network-partition", "network-partiton")).containsExactly(
                "s.yaml:17:23: unknown fault 'network-partiton': expected one of host-power-off, network-partition, "
                        + "process-kill, toxiproxy-latency, zookeeper-saturation; did you mean 'network-partition'?");
    }

    @Test
    void anUnknownProbeNamesTheNearestOne() {
        assertThat(said("{scheduling:", "{schedulling:")).containsExactly(
                "s.yaml:10:6: unknown probe 'schedulling': expected one of http, scheduling; "
                        + "did you mean 'scheduling'?");
    }

    @Test
    void anUnknownIndicatorNamesTheNearestOne() {
        assertThat(said("indicator: schedulability, during", "indicator: scheduleability, during")).containsExactly(
                "s.yaml:24:17: unknown indicator 'scheduleability': expected one of availability, error-budget-spent, "
                        + "missing-tasks, recovery-time, rescheduling-time, schedulability, time-to-detect; did you mean 'schedulability'?");
    }

    @Test
    void anUnknownInvariantNamesTheNearestOne() {
        assertThat(said("no-duplicate-tasks", "no-duplicated-tasks")).containsExactly(
                "s.yaml:26:29: unknown invariant 'no-duplicated-tasks': expected one of no-duplicate-tasks, "
                        + "no-lost-tasks; did you mean 'no-duplicate-tasks'?");
    }

    @Test
    void anUnknownAppIsAMistakeWhereverItIsNamed() {
        String expected = ": unknown app 'wbe': expected one of web, batch; did you mean 'web'?";

        assertThat(said("{app: web, rate", "{app: wbe, rate")).containsExactly("s.yaml:11:18" + expected);
        assertThat(said("tasks of app web", "tasks of app wbe")).containsExactly("s.yaml:20:56" + expected);
        assertThat(said("app: web, percentile", "app: wbe, percentile")).containsExactly("s.yaml:23:41" + expected);
        assertThat(said("app: web, below", "app: wbe, below")).containsExactly("s.yaml:27:44" + expected);
    }

    @Test
    void twoAppsOfOneNameAreAMistake() {
        assertThat(said("app: batch", "app: web"))
                .containsExactly("s.yaml:8:11: app 'web' is there twice, first at s.yaml:7:11");
    }

    @Test
    void twoStepsOfOneNameAreAMistake() {
        assertThat(said("id: calm", "id: cut"))
                .containsExactly("s.yaml:18:10: step 'cut' is there twice, first at s.yaml:17:10");
    }

    @Test
    void anAppRunsExactlyOneProgram() {
        assertThat(said("command: \"sleep 1000\"", "command: \"sleep 1000\", http: {}"))
                .containsExactly("s.yaml:8:5: expected either 'http: {}' or 'command: \"…\"', got both");
        assertThat(said(", command: \"sleep 1000\"", ""))
                .containsExactly("s.yaml:8:5: expected either 'http: {}' or 'command: \"…\"', got neither");
        assertThat(said("http: {}, spread", "http: , spread"))
                .containsExactly("s.yaml:7:55: expected a mapping, such as {}, got nothing");
    }

    @Test
    void anAppHasInstances() {
        assertThat(said("instances: 9", "instances: 0"))
                .containsExactly("s.yaml:7:27: expected a whole number from 1 to 10000, got '0'");
        assertThat(said("instances: 9", "instances: [9]"))
                .containsExactly("s.yaml:7:27: expected a whole number from 1 to 10000, got a list");
    }

    @Test
    void spreadIsOneOfThreeWords() {
        assertThat(said("spread: rack", "spread: racks"))
                .containsExactly("s.yaml:7:68: expected one of none, host, rack, got 'racks'; did you mean 'rack'?");
    }

    @Test
    void anEvenEnsembleIsAMistake() {
        assertThat(said("masters: 3", "masters: 4")).containsExactly(
                "s.yaml:5:50: expected an odd number, because 4 bear no more failures than 3 do");
        assertThat(said("zookeeper: 3", "zookeeper: 2")).containsExactly(
                "s.yaml:5:64: expected an odd number, because 2 bear no more failures than 1 do");
    }

    @Test
    void simulatedTasksNeedRoomOnSimulatedAgents() {
        assertThat(said("zookeeper: 3", "zookeeper: 3, simulated-tasks: 1")).containsExactly(
                "s.yaml:5:84: expected at most 0, because 0 simulated agents hold 10 tasks each");
        assertThat(said("zookeeper: 3", "zookeeper: 3, simulated-agents: 2, simulated-tasks: 21"))
                .singleElement().asString().contains("at most 20");
    }

    @Test
    void aDiskIsASizeThatAHostCanWorkOn() {
        assertThat(said("zookeeper: 3", "zookeeper: 3, disk: 15MB")).containsExactly(
                "s.yaml:5:73: expected a size such as 512KB, 64MB or 2GB, from 16MB to 4GB, got '15MB'");
        assertThat(said("zookeeper: 3", "zookeeper: 3, disk: 64")).singleElement().asString().contains("got '64'");
    }

    @Test
    void aNameIsKebabCase() {
        assertThat(said("name: rack-partition", "name: Rack Partition")).containsExactly(
                "s.yaml:1:7: expected a name of at most 40 small letters and digits with single dashes, such as "
                        + "rack-partition, got 'Rack Partition'");
    }

    @Test
    void aTitleIsNotEmpty() {
        assertThat(said("title: One rack is cut off", "title:"))
                .containsExactly("s.yaml:2:7: expected a text, got nothing");
    }

    @Test
    void anUnknownTargetNamesTheNearestOne() {
        String phrases = "expected one of leading-master, zookeeper-leader, agent with most tasks, "
                + "agent with most tasks of app NAME, agents of rack NAME, {agents: 2}, {masters: any}, "
                + "{zookeeper: minority}, {rack: any}, {executors: 2, app: NAME}, {links: zookeeper}, {links: masters}, "
                + "{links: app NAME}";

        assertThat(said("{rack: \"${rack}\"}", "leader-master")).containsExactly(
                "s.yaml:17:55: unknown target 'leader-master': " + phrases + "; did you mean 'leading-master'?");
        assertThat(said("{rack: \"${rack}\"}", "host7")).containsExactly(
                "s.yaml:17:55: unknown target 'host7': " + phrases);
        assertThat(said("{rack: \"${rack}\"}", "{rack: any, agents: 2}")).containsExactly(
                "s.yaml:17:55: " + phrases + ", got a mapping");
    }

    @Test
    void linksToNobodyNameTheNearestOnes() {
        assertThat(said("{rack: \"${rack}\"}", "{links: master}")).containsExactly(
                "s.yaml:17:63: unknown links 'master': expected one of zookeeper, masters, app NAME; "
                        + "did you mean 'masters'?");
        assertThat(said("{rack: \"${rack}\"}", "{links: app wep}")).singleElement().asString()
                .contains("unknown app 'wep'").contains("did you mean 'web'?");
        assertThat(said("{links: zookeeper}", "{links: app web}")).isEmpty();
    }

    @Test
    void aTargetOfAnUnknownRoleNamesTheNearestOne() {
        assertThat(said("{rack: \"${rack}\"}", "{agent: 2}")).containsExactly(
                "s.yaml:17:56: unknown key 'agent': expected one of rack, links, executors, app, agents, masters, "
                        + "zookeeper; did you mean 'agents'?");
        assertThat(said("{rack: \"${rack}\"}", "{agents: most}")).containsExactly(
                "s.yaml:17:64: expected any, minority, all, a count or a share such as 25%, got 'most'");
    }

    @Test
    void executorsAreOfAnAppOfTheWorkloadAndForFaultsThatKnowThem() {
        assertThat(said("{rack: \"${rack}\"}", "{executors: any}"))
                .singleElement().asString().contains("{executors: 2, app: NAME}").endsWith("got a mapping");
        assertThat(said("{rack: \"${rack}\"}", "{executors: any, app: wib}"))
                .contains("s.yaml:17:77: unknown app 'wib': expected one of web, batch; did you mean 'web'?");
        assertThat(said("{rack: \"${rack}\"}", "{executors: any, ap: web}"))
                .singleElement().asString().contains("unknown key 'ap'").contains("did you mean 'app'?");
        assertThat(said("{rack: \"${rack}\"}", "{executors: 0, app: web}"))
                .containsExactly("s.yaml:17:67: expected at least one target");
        assertThat(said("{rack: \"${rack}\"}", "{executors: any, app: web}")).containsExactly(
                "s.yaml:17:55: network-partition is for hosts: it cannot be aimed at executors");
    }

    @Test
    void faultsOnHostsCannotBeAimedAtConnectionsNorThoseOnConnectionsAtHosts() {
        for (String links : List.of("{links: zookeeper}", "{links: masters}", "{links: app web}")) {
            assertThat(said("{rack: \"${rack}\"}", links)).as(links).containsExactly(
                    "s.yaml:17:55: network-partition is for hosts: it cannot be aimed at connections; "
                            + "expected hosts such as leading-master, {agents: 2}, {rack: any}");
        }
        for (String hosts : List.of("leading-master", "{agents: 2}", "{rack: any}", "{executors: any, app: web}")) {
            assertThat(said("{links: zookeeper}", hosts)).as(hosts).containsExactly(
                    "s.yaml:21:73: toxiproxy-latency is for connections: it cannot be aimed at hosts or executors; "
                            + "expected one of {links: zookeeper}, {links: masters}, {links: app NAME}");
        }
    }

    @Test
    void aTargetOfNobodyIsAMistake() {
        assertThat(said("{rack: \"${rack}\"}", "{agents: 0}"))
                .containsExactly("s.yaml:17:64: expected at least one target");
    }

    @Test
    void aScenarioHasAFault() {
        String withoutFault = ScenarioTexts.VALID
                .replaceAll("(?m)^ +- \\{id: (cut|off|slow), .*\n", "")
                .replaceAll("(?m)^ +- together:\n", "")
                .replaceAll("(?m)^ .*(during: cut|after: off).*\n", "");

        assertThat(said(withoutFault)).containsExactly("s.yaml:17:3: expected at least one step with a fault");
    }

    @Test
    void onlyFaultsStandSideBySide() {
        assertThat(said("{id: slow, fault: {toxiproxy-latency: {latency: 40ms}}, ", "{id: slow, wait: {within: 1s}, "))
                .containsExactly(
                        "s.yaml:21:9: key 'fault' is missing: expected one, such as {network-partition: {}}",
                        "s.yaml:21:20: unknown key 'wait': expected one of id, fault, target, hold");
    }

    @Test
    void aWaitWaitsForSomething() {
        assertThat(said("expect: [{indicator: availability, app: web, at-least: 99%}]", "expect: []"))
                .containsExactly("s.yaml:18:43: expected at least one thing to wait for under 'expect'");
    }

    @Test
    void allMistakesAreSaidInTheOrderOfTheFile() {
        String text = ScenarioTexts.VALID
                .replace("racks: 3", "racks: many")
                .replace("every: 250ms", "every: often")
                .replace("host-power-off", "host-power-of")
                .replace("at-most: floor + 3s", "at-most: floor + 3%")
                .replace("masters: minority", "masters: few");

        assertThat(said(text)).extracting(message -> message.replaceAll("^s.yaml:(\\d+):.*", "$1"))
                .containsExactly("5", "10", "20", "23", "28");
    }
}
