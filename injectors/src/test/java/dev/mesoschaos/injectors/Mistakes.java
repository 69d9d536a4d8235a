package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;
import java.util.Map;

/** What users read when their scenario has a fault with such parameters. */
final class Mistakes {

    private static final Map<String, Invariant> INVARIANTS = Map.of("nothing-lost", new NothingLost());

    private static final String SCENARIO = """
            name: harmful
            title: One step with a fault
            why: To see what is said about it.
            method:
              - {id: harm, fault: {FAULT: PARAMETERS}, target: TARGET, hold: 1s}
            invariants: [nothing-lost]
            """;

    private Mistakes() {}

    static List<String> in(String fault, String parameters) {
        Map<String, FaultType<?>> faults = Plugins.find().faults();
        Plugins plugins = new Plugins(faults, Map.of(), Map.of(), INVARIANTS, Map.of(), List.of(), List.of());
        String text = SCENARIO.replace("FAULT", fault)
                .replace("PARAMETERS", parameters)
                .replace("TARGET", fault.startsWith("toxiproxy-") ? "{links: zookeeper}" : "{agents: 1}");
        return new ScenarioReader(plugins).read(text, "s.yaml", Map.of()).problems().stream()
                .map(Throwable::getMessage)
                .toList();
    }

    private record NothingLost() implements Invariant {

        @Override
        public String id() {
            return "nothing-lost";
        }

        @Override
        public String meaning() {
            return "nothing is lost";
        }

        @Override
        public Finding check(Timeline timeline) {
            throw new UnsupportedOperationException("no scenario is run");
        }
    }
}
