package dev.mesoschaos.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.runner.DirectedRun;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Judge;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** The scenario that a test directs. */
record Directive(Suite suite, ScenarioFiles.Entry entry) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * That of an annotation.
     *
     * @param place of the test, for messages
     * @throws UsageException when it names no scenario, more than one, or one that cannot be read
     */
    static Directive of(ChaosTest test, String place) {
        if (test.value().isEmpty() == test.scenario().isEmpty()) {
            throw new UsageException("@ChaosTest of " + place + ": expected either the name of a scenario or its text");
        }
        Suite suite = Suite.present();
        if (!test.scenario().isEmpty()) {
            return new Directive(suite, suite.read(test.scenario(), place));
        }
        List<ScenarioFiles.Entry> entries = suite.read(test.value());
        if (entries.size() != 1) {
            throw new UsageException("@ChaosTest(\"" + test.value() + "\") of " + place + ": expected one scenario, there are "
                    + entries.size());
        }
        return new Directive(suite, entries.getFirst());
    }

    Scenario scenario() {
        return entry.reading().orThrow();
    }

    DirectedRun begin() {
        return suite.direct(entry);
    }

    void ended(Result result) {
        suite.ended(result);
    }

    /** How an objective is judged, read as if it were the only one of the scenario. */
    Function<Timeline, Claim> judgement(String objective) {
        try {
            ObjectNode document = (ObjectNode) YAML.readTree(entry.text());
            JsonNode one = YAML.readTree(objective);
            document.putArray("objectives").add(one);
            document.remove("invariants");
            Scenario scenario = suite.read(YAML.writeValueAsString(document), "objective " + objective).reading().orThrow();
            Judge judge = new Judge(suite.plugins());
            return journal -> judge.judge(scenario, journal).claims().getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
