package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parts of one file must know of each other while they are read; apps come before whatever names them. */
final class Draft {

    final Plugins plugins;
    final Problems problems;
    private final Map<String, Location> apps = new LinkedHashMap<>();
    private final Map<String, Location> steps = new LinkedHashMap<>();
    private final Set<String> faultSteps = new LinkedHashSet<>();
    private boolean hasFaults;

    Draft(Plugins plugins, Problems problems) {
        this.plugins = plugins;
        this.problems = problems;
    }

    /** Reads the name of a new app under {@code app}. */
    String newApp(NodeFields fields) {
        return newName(fields, "app", "app", apps);
    }

    /** Reads the name of a new step under {@code id}. */
    String newStep(NodeFields fields, boolean fault) {
        String id = newName(fields, "id", "step", steps);
        if (fault) {
            hasFaults = true;
            faultSteps.add(id);
            faultSteps.remove("");
        }
        return id;
    }

    private String newName(NodeFields fields, String key, String kind, Map<String, Location> taken) {
        String name = fields.value(key, Form.NAME).orElse("");
        if (!name.isEmpty()) {
            Location at = fields.node(key).orElseThrow().location();
            Location first = taken.putIfAbsent(name, at);
            if (first != null) {
                problems.add(at, kind + " '" + name + "' is there twice, first at " + first);
            }
        }
        return name;
    }

    /** Reads the name of an app of the workload, if the key is there. */
    Optional<String> app(NodeFields fields, String key) {
        return fields.valueIfAny(key, Form.TEXT)
                .filter(app -> knownApp(app, fields.node(key).orElseThrow().location()));
    }

    /** Whether an app is of the workload; notes it when it is not. */
    boolean knownApp(String app, Location at) {
        if (!apps.containsKey(app)) {
            problems.add(at, "unknown app " + Quote.of(app) + ": "
                    + Choices.expected(app, apps.keySet(), "the workload has none"));
        }
        return apps.containsKey(app);
    }

    /** Whether any step with a fault was there, be it right or wrong. */
    boolean hasFaults() {
        return hasFaults;
    }

    /** Reads the id of a step with a fault, if the key is there. */
    Optional<String> faultStep(NodeFields fields, String key) {
        Optional<String> id = fields.valueIfAny(key, Form.TEXT);
        id.filter(step -> !faultSteps.contains(step)).ifPresent(step -> problems.add(
                fields.node(key).orElseThrow().location(),
                steps.containsKey(step)
                        ? "step '" + step + "' has no fault that an objective could be " + key
                        : "unknown step " + Quote.of(step) + ": "
                                + Choices.expected(step, faultSteps, "the method has no faults")));
        return id;
    }
}
