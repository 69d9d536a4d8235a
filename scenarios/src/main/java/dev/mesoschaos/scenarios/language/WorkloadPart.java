package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.model.AppSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code workload:} — the apps that are kept running. */
final class WorkloadPart {

    private static final List<String> SPREADS = List.of("none", "host", "rack");

    private WorkloadPart() {}

    static List<AppSpec> read(NodeFields top, Draft draft) {
        return top.sections("workload").stream()
                .map(fields -> app(fields, draft))
                .toList();
    }

    private static AppSpec app(NodeFields fields, Draft draft) {
        return new AppSpec(
                draft.newApp(fields),
                fields.integer("instances", 1, 10_000),
                fields.number("cpus", 0.001, 1000, 0.1),
                fields.number("mem", 1, 1_000_000, 32),
                program(fields, draft.problems),
                AppSpec.Spread.valueOf(fields.word("spread", "none", SPREADS).toUpperCase(Locale.ROOT)));
    }

    private static AppSpec.Program program(NodeFields fields, Problems problems) {
        fields.section("http");
        Optional<String> command = fields.valueIfAny("command", Form.TEXT);
        if (fields.has("http") == fields.has("command")) {
            problems.add(fields.location(), "expected either 'http: {}' or 'command: \"…\"', got "
                    + (fields.has("http") ? "both" : "neither"));
        }
        return command.<AppSpec.Program>map(AppSpec.Program.Command::new).orElseGet(AppSpec.Program.Http::new);
    }
}
