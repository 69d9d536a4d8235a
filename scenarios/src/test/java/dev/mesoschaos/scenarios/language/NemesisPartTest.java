package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.model.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NemesisPartTest {

    private static final String WAIT =
            "{id: calm, wait: {within: 1m, expect: [{indicator: availability, app: web, at-least: 99%}]}}";
    private static final String FAULTS =
            "faults: [{id: dark, fault: {host-power-off: {}}, target: {agents: any}, hold: 2s}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "every: 5s, FAULTS|key 'for' is missing",
            "for: 30s, FAULTS|key 'every' is missing",
            "for: 30s, every: 31s, FAULTS|expected at most what 'for' says",
            "for: 30s, every: 5s, at-most: 0, FAULTS|expected a whole number from 1 to 20",
            "for: 30s, every: 5s|expected at least one step with a fault under 'faults'",
            "for: 30s, every: 5s, faults: []|expected at least one step with a fault under 'faults'",
            "for: 30s, every: 5s, faults: [{id: w, wait: {within: 1s}}]|key 'fault' is missing",
            "for: 30s, every: 5s, maximum: 2, FAULTS|unknown key 'maximum'"})
    void theseAreRefusedWithTheirReason(String nemesis, String reason) {
        assertThat(said(nemesis)).anySatisfy(problem -> assertThat(problem).contains(reason));
    }

    @Test
    void objectivesAreNotAboutAFaultThatMayNotBeDrawn() {
        String text = with("for: 30s, every: 5s, " + FAULTS).replace("during: cut", "during: dark");

        assertThat(ScenarioTexts.said(text)).containsExactly("s.yaml:24:41: step 'dark' has no fault that an objective could be during");
    }

    @Test
    void aNemesisIsReadWithItsFaults() {
        Step step = ScenarioTexts.read(with("for: 30s, every: 5s, at-most: 2, " + FAULTS)
                        .replace("during: cut", "during: calm"))
                .method()
                .get(1);

        assertThat(step).isInstanceOfSatisfying(Step.Nemesis.class, nemesis -> {
            assertThat(nemesis.id()).isEqualTo("calm");
            assertThat(nemesis.faults()).extracting(Step.Fault::id).containsExactly("dark");
            assertThat(nemesis.lasting()).isEqualTo(Duration.ofSeconds(30));
            assertThat(nemesis.every()).isEqualTo(Duration.ofSeconds(5));
            assertThat(nemesis.atMost()).isEqualTo(2);
        });
    }

    private static List<String> said(String nemesis) {
        return ScenarioTexts.said(with(nemesis.replace("FAULTS", FAULTS)));
    }

    private static String with(String nemesis) {
        assertThat(ScenarioTexts.VALID).containsOnlyOnce(WAIT);
        return ScenarioTexts.VALID.replace(WAIT, "{id: calm, nemesis: {" + nemesis + "}}");
    }
}
