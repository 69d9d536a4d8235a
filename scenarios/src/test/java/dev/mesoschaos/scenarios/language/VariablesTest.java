package dev.mesoschaos.scenarios.language;

import static dev.mesoschaos.scenarios.language.ScenarioTexts.VALID;
import static dev.mesoschaos.scenarios.language.ScenarioTexts.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.Scenario;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {

    @Test
    void anUnknownVariableNamesTheNearestOne() {
        assertThat(said("hold: \"${hold}\"", "hold: \"${hodl}\"")).containsExactly(
                "s.yaml:17:80: unknown variable 'hodl': expected one of hold, rack; did you mean 'hold'?");
    }

    @Test
    void withoutVariablesNoneIsKnown() {
        assertThat(said(VALID.replaceAll("vars: .*\n", "")))
                .contains("s.yaml:16:62: unknown variable 'rack': nothing is under vars");
    }

    @Test
    void aReferenceWithoutItsEndIsAMistake() {
        assertThat(said("sleep 1000", "sleep ${hold"))
                .containsExactly("s.yaml:8:41: a '${' without its '}'; write '$${' for a plain '${'");
    }

    @Test
    void aVariableDoesNotReferToAnother() {
        assertThat(said("rack: any}", "rack: \"${hold}\"}"))
                .containsExactly("s.yaml:4:25: a variable may not refer to another: write its value out");
    }

    @Test
    void aVariableIsATextAndNoMapping() {
        assertThat(said("rack: any}", "rack: {}}")).contains("s.yaml:4:25: expected a text, got {}");
    }

    @Test
    void aValueFromOutsideIsOfADeclaredVariable() {
        assertThat(said(VALID, Map.of("hodl", "5s"))).containsExactly(
                "s.yaml: unknown variable 'hodl' given from outside: expected one of hold, rack; did you mean 'hold'?");
    }

    @Test
    void aWrongValueFromOutsideIsSaidWhereItIsUsed() {
        assertThat(said(VALID, Map.of("hold", "long"))).containsExactly(
                "s.yaml:17:80: expected a duration such as 250ms, 5s, 2m or 1h, from 0s to 24h, got 'long'");
    }

    @Test
    void aValueFromOutsideReplacesTheOneInTheFile() {
        Scenario scenario = new ScenarioReader(FakePlugins.all())
                .read(VALID, "s.yaml", Map.of("hold", "1500ms"))
                .orThrow();

        assertThat(scenario.faults().getFirst().hold()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void variablesMayBePartsOfATextAndCanBeEscaped() {
        String text = VALID.replace("sleep 1000", "sleep ${hold} ${rack}; echo $HOME $${HOME} $1");

        AppSpec.Program program = ScenarioTexts.read(text).workload().getLast().program();

        assertThat(program).isEqualTo(new AppSpec.Program.Command("sleep 20s any; echo $HOME ${HOME} $1"));
    }
}
