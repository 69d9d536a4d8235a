package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.SteadyState;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads scenario files. Whatever a file holds, its reading ends in a scenario or in messages about the file. */
public final class ScenarioReader {

    private final Plugins plugins;

    /**
     * A reader.
     *
     * @param plugins the faults, probes, indicators and invariants that files may name
     */
    public ScenarioReader(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * Reads a file from its bytes, which must be UTF-8.
     *
     * @param fileName as the user named it, for messages; JSON when it ends in {@code .json}, else YAML
     * @param vars values of variables that the file declares under {@code vars}, in place of its own
     */
    public Reading read(byte[] bytes, String fileName, Map<String, String> vars) {
        try {
            return read(SourceText.decode(bytes, fileName), fileName, vars);
        } catch (InvalidScenario e) {
            return new Reading(Optional.empty(), List.of(e));
        }
    }

    /** Reads a file from its text. */
    public Reading read(String text, String fileName, Map<String, String> vars) {
        Problems problems = new Problems();
        Optional<Scenario> scenario = Optional.empty();
        try {
            scenario = Optional.of(scenario(root(text, fileName, vars, problems, plugins.faults()), new Draft(plugins, problems)));
        } catch (InvalidScenario e) {
            problems.addOnce(e);
        }
        return new Reading(scenario.filter(read -> problems.count() == 0), problems.inOrder());
    }

    private static NodeFields root(String text, String fileName, Map<String, String> vars, Problems problems,
            Map<String, FaultType<?>> faults) {
        Node root = NodeReader.read(SourceText.checked(text, fileName), fileName, problems);
        if (root instanceof Node.Mapping mapping) {
            return new NodeFields(Variables.replaced(mapping, vars, problems), problems, faults);
        }
        throw new InvalidScenario(
                root.location(), "expected a scenario, a mapping with 'name', 'method' and so on, got " + root.shown());
    }

    private static Scenario scenario(NodeFields top, Draft draft) {
        ExpectationsPart expectations = new ExpectationsPart(draft);
        ObjectivesPart judged = new ObjectivesPart(draft, expectations);

        String name = top.value("name", Form.NAME).orElse("");
        String title = top.text("title").strip();
        String why = top.text("why").strip();
        top.node("vars");
        ClusterSpec cluster = ClusterPart.read(top, draft.problems);
        List<AppSpec> workload = WorkloadPart.read(top, draft);
        List<Probe> probes = ProbesPart.read(top, draft);
        SteadyState steadyState = expectations.steadyState(top);
        List<Step> method = new MethodPart(draft, expectations).read(top);
        List<Objective> objectives = judged.objectives(top);
        Scenario scenario = new Scenario(
                name,
                title,
                why,
                cluster,
                workload,
                probes,
                steadyState,
                method,
                objectives,
                judged.invariants(top),
                expectations.stopWhen(top),
                limits(top));
        top.finish();
        return scenario;
    }

    private static Limits limits(NodeFields top) {
        return top.section("limits")
                .map(fields -> new Limits(
                        fields.quantity("agents", Limits.DEFAULT.agents()),
                        fields.quantity("masters", Limits.DEFAULT.masters()),
                        fields.quantity("zookeeper", Limits.DEFAULT.zookeeper())))
                .orElse(Limits.DEFAULT);
    }
}
