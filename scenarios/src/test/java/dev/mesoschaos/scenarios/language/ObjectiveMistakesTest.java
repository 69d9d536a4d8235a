package dev.mesoschaos.scenarios.language;

import static dev.mesoschaos.scenarios.language.ScenarioTexts.said;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Mistakes in what a run is gated, judged and stopped by. */
class ObjectiveMistakesTest {

    private static final String RATIO = "for schedulability a share such as 99%, from 0% to 100%";
    private static final String SECONDS = "for rescheduling-time a duration such as 1500ms, 3s or 2m";
    private static final String RELATIVE = ", or 'floor + …', or '2 x baseline'";

    @Test
    void anAmountIsInTheUnitOfItsIndicator() {
        assertThat(said("during: cut, at-least: 99%", "during: cut, at-least: 99s"))
                .containsExactly("s.yaml:24:56: expected " + RATIO + RELATIVE + ", got '99s'");
        assertThat(said("floor + 3s", "30%"))
                .containsExactly("s.yaml:23:72: expected " + SECONDS + RELATIVE + ", got '30%'");
        assertThat(said("floor + 3s", "floor + 3"))
                .containsExactly("s.yaml:23:72: expected " + SECONDS + RELATIVE + ", got 'floor + 3'");
        assertThat(said("floor + 3s", "3 x base"))
                .containsExactly("s.yaml:23:72: expected " + SECONDS + RELATIVE + ", got '3 x base'");
    }

    @Test
    void aShareIsAtMostTheWhole() {
        assertThat(said("during: cut, at-least: 99%", "during: cut, at-least: 101%"))
                .containsExactly("s.yaml:24:56: expected " + RATIO + RELATIVE + ", got '101%'");
    }

    @Test
    void anObjectiveHasExactlyOneBound() {
        assertThat(said("during: cut, at-least: 99%", "during: cut"))
                .containsExactly("s.yaml:24:5: expected either 'at-least' or 'at-most', got neither");
        assertThat(said("during: cut, at-least: 99%", "during: cut, at-least: 99%, at-most: 99%"))
                .containsExactly("s.yaml:24:5: expected either 'at-least' or 'at-most', got both");
    }

    @Test
    void aBoundWithAWrongNameIsNamed() {
        assertThat(said("during: cut, at-least: 99%", "during: cut, atleast: 99%")).containsExactly(
                "s.yaml:24:5: expected either 'at-least' or 'at-most', got neither",
                "s.yaml:24:46: unknown key 'atleast': expected one of app, percentile, slo, control, service, probe, by, "
                        + "during, after, indicator, at-least, at-most; did you mean 'at-least'?");
    }

    @Test
    void anObjectiveIsAboutAStepThatExists() {
        assertThat(said("during: cut", "during: cutt")).containsExactly(
                "s.yaml:24:41: unknown step 'cutt': expected one of cut, off, slow; did you mean 'cut'?");
    }

    @Test
    void anObjectiveIsNotAboutAWait() {
        assertThat(said("during: cut", "during: calm"))
                .containsExactly("s.yaml:24:41: step 'calm' has no fault that an objective could be during");
    }

    @Test
    void anObjectiveIsEitherDuringOrAfter() {
        assertThat(said("during: cut", "during: cut, after: cut"))
                .containsExactly("s.yaml:24:5: expected either 'during' or 'after', got both");
    }

    @Test
    void anIndicatorIsAskedOnlyForWhatItKnows() {
        assertThat(said("schedulability, during: cut", "schedulability, app: web, during: cut"))
                .containsExactly("s.yaml:24:38: schedulability has no 'app': leave it out");
    }

    @Test
    void anErrorBudgetNeedsItsPromise() {
        assertThat(said("schedulability, during: cut", "error-budget-spent, during: cut"))
                .containsExactly("s.yaml:24:5: error-budget-spent needs 'slo'");
        assertThat(said("schedulability, during: cut, at-least", "error-budget-spent, slo: 100%, during: cut, at-most"))
                .singleElement().asString().contains("expected a share below 100%, such as 99.9%, got '100%'");
    }

    @Test
    void aPercentileIsAtMostHundred() {
        assertThat(said("percentile: 100", "percentile: 101"))
                .containsExactly("s.yaml:23:58: expected a number from 0 to 100, got '101'");
    }

    @Test
    void aScenarioJudgesSomething() {
        String text = ScenarioTexts.VALID
                .replaceAll("(?ms)^objectives:.*?^invariants.*?\n", "");

        assertThat(said(text)).containsExactly(
                "s.yaml:1:1: expected at least one objective or invariant: without any, a run proves nothing");
    }

    @Test
    void anInvariantIsNamedOnce() {
        assertThat(said("no-duplicate-tasks", "no-lost-tasks"))
                .containsExactly("s.yaml:26:29: invariant 'no-lost-tasks' is there twice");
    }

    @Test
    void aSteadyStateCannotDependOnItsOwnBaseline() {
        assertThat(said("expect: [{indicator: schedulability, at-least: 99%}]",
                "expect: [{indicator: schedulability, at-least: 1 x baseline}]")).containsExactly(
                "s.yaml:15:50: expected " + RATIO
                        + " (floor and baseline are for objectives only), got '1 x baseline'");
    }

    @Test
    void aSteadyStateCannotHoldLongerThanItMayTake() {
        assertThat(said("hold: 5s", "hold: 30s")).containsExactly("s.yaml:14:9: the state can never hold for 30s "
                + "within 30s: expected a shorter hold or a longer within");
    }

    @Test
    void aStopConditionSaysForHowLong() {
        assertThat(said(", for: 10s", "")).containsExactly("s.yaml:27:13: key 'for' is missing: "
                + "expected a duration such as 250ms, 5s, 2m or 1h, from 0s to 24h");
    }

    @Test
    void aStopConditionIsBelowOrAbove() {
        assertThat(said("below: 20%", "at-least: 20%")).containsExactly(
                "s.yaml:27:13: expected either 'below' or 'above', got neither",
                "s.yaml:27:49: unknown key 'at-least': expected one of for, app, percentile, slo, control, service, probe, by, "
                        + "indicator, below, above");
    }

    @Test
    void aLimitIsAQuantity() {
        assertThat(said("agents: 34%", "agents: third")).containsExactly(
                "s.yaml:28:18: expected any, minority, all, a count or a share such as 25%, got 'third'");
    }
}
