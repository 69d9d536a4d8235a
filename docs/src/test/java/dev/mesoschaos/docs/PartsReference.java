package dev.mesoschaos.docs;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the parts that scenarios are made of say of themselves, and the library says of its scenarios, as Markdown. */
record PartsReference(Plugins plugins) {

    String faults() {
        return Table.of("fault", "the harm", "what cannot be undone").rows(sorted(plugins.faults()).map(fault -> new String[] {
            code(fault.id()), Table.plain(fault.harm()), fault.irreversible().map(Table::plain).orElse("")
        }));
    }

    String probes() {
        return Table.of("probe", "what it measures").rows(
                sorted(plugins.probes()).map(probe -> new String[] {code(probe.id()), Table.plain(probe.measures())}));
    }

    String indicators() {
        return Table.of("indicator", "unit", "keys", "what its number says").rows(
                sorted(plugins.indicators()).map(one -> new String[] {
                    code(one.id()), one.unit().name().toLowerCase(Locale.ROOT), keys(one), Table.plain(one.meaning())
                }));
    }

    String invariants() {
        return Table.of("invariant", "what must hold").rows(
                sorted(plugins.invariants()).map(one -> new String[] {code(one.id()), Table.plain(one.meaning())}));
    }

    String library() {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (ScenarioFiles.Entry entry : new ScenarioFiles(new ScenarioReader(plugins)).library()) {
            String own = entry.file().split("/", -1)[1];
            if (!own.equals(group)) {
                text.append("\n## ").append(own).append("\n\n");
                group = own;
            }
            text.append(scenario(entry.file(), entry.reading().orThrow()));
        }
        return text.toString();
    }

    private static String scenario(String file, Scenario scenario) {
        String faults = scenario.faults().stream()
                .map(Step.Fault::fault)
                .distinct()
                .map(PartsReference::code)
                .collect(Collectors.joining(", "));
        return "### " + scenario.name() + "\n\n**" + Table.plain(scenario.title()) + ".** " + Table.plain(scenario.why().strip())
                + "\n\nFaults: " + faults + ". [Its file](../../scenarios/" + file + ").\n\n";
    }

    private static String keys(Indicator indicator) {
        return Stream.concat(
                        indicator.needs().stream().map(Query.Key::word).sorted().map(word -> code(word) + " required"),
                        indicator.takes().stream()
                                .filter(key -> !indicator.needs().contains(key))
                                .map(Query.Key::word)
                                .sorted()
                                .map(PartsReference::code))
                .collect(Collectors.joining(", "));
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private static <T> Stream<T> sorted(Map<String, T> parts) {
        return new TreeMap<>(parts).values().stream();
    }
}
