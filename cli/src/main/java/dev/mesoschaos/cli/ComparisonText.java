package dev.mesoschaos.cli;

import dev.mesoschaos.reports.compare.Comparison;
import dev.mesoschaos.reports.compare.ObjectiveChange;
import dev.mesoschaos.reports.compare.ScenarioChange;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A comparison in lines for people. */
final class ComparisonText {

    private static final String NONE = "–";

    private ComparisonText() {}

    static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        comparison.scenarios().forEach(scenario -> scenario(lines, scenario));
        lines.add(switch (comparison.outcome()) {
            case NO_REGRESSION -> "no regression";
            case REGRESSION -> "REGRESSION";
            case NOT_COMPARABLE -> "NOT COMPARABLE";
        });
        return lines;
    }

    private static void scenario(List<String> lines, ScenarioChange scenario) {
        lines.add(scenario.scenario() + ": A " + or(scenario.first()) + "; B " + or(scenario.second()));
        if (!scenario.incomparable().isEmpty()) {
            lines.add("  not compared: " + Words.clean(scenario.incomparable()));
        }
        scenario.notes().forEach(note -> lines.add("  note: " + Words.clean(note)));
        scenario.objectives().forEach(objective -> objective(lines, objective));
    }

    private static void objective(List<String> lines, ObjectiveChange objective) {
        lines.add(String.format(
                Locale.ROOT,
                "  %-9s %s, %s: %s -> %s%s",
                objective.change().name(),
                objective.indicator(),
                Words.clean(objective.about()),
                side(objective.first(), objective.unit()),
                side(objective.second(), objective.unit()),
                distance(objective.distance(), objective.unit())));
        lines.add("            " + objective.why());
    }

    private static String side(ObjectiveChange.Side side, Unit unit) {
        if (side.median().isEmpty()) {
            return "nothing measured";
        }
        String median = Sentences.value(side.median().getAsDouble(), unit);
        return side.runs() == 1
                ? median
                : median + " (" + Sentences.value(side.least().orElseThrow(), unit) + " to "
                        + Sentences.value(side.most().orElseThrow(), unit) + ", n=" + side.runs() + ")";
    }

    private static String distance(OptionalDouble distance, Unit unit) {
        if (distance.isEmpty()) {
            return "";
        }
        double value = distance.getAsDouble();
        String number = Sentences.value(Math.abs(value), unit).replace("%", "pp");
        return ", " + (value < 0 ? "-" : "+") + number;
    }

    private static String or(String verdicts) {
        return verdicts.isEmpty() ? NONE : verdicts;
    }
}
