package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code target:} — whom a fault is meant for, by role and topology. */
final class TargetPart {

    private static final Pattern RACK = Pattern.compile("agents of rack (\\S+)");
    private static final Pattern MOST_TASKS = Pattern.compile("agent with most tasks(?: of app (\\S+))?");
    private static final Pattern APP = Pattern.compile("app (\\S+)");
    private static final List<String> LINKS = List.of("zookeeper", "masters", "app NAME");
    private static final Map<String, Role> ROLES =
            Map.of("agents", Role.AGENT, "masters", Role.MASTER, "zookeeper", Role.ZOOKEEPER);
    private static final List<String> PHRASES = List.of(
            "leading-master",
            "zookeeper-leader",
            "agent with most tasks",
            "agent with most tasks of app NAME",
            "agents of rack NAME",
            "{agents: 2}",
            "{masters: any}",
            "{zookeeper: minority}",
            "{rack: any}",
            "{executors: 2, app: NAME}",
            "{links: zookeeper}",
            "{links: masters}",
            "{links: app NAME}");

    private final Draft draft;

    TargetPart(Draft draft) {
        this.draft = draft;
    }

    Optional<TargetSpec> read(NodeFields step) {
        Optional<Node> target = step.node("target");
        if (target.isEmpty()) {
            step.missing("target", "one of " + String.join(", ", PHRASES));
        }
        return target.flatMap(node -> switch (node) {
            case Node.Scalar phrase -> phrase(phrase);
            case Node.Mapping mapping -> selector(mapping);
            case Node.Sequence list -> wrong(list);
        });
    }

    private Optional<TargetSpec> phrase(Node.Scalar scalar) {
        return switch (scalar.text()) {
            case "leading-master" -> Optional.of(new TargetSpec.LeadingMaster());
            case "zookeeper-leader" -> Optional.of(new TargetSpec.ZooKeeperLeader());
            default -> phraseWithName(scalar);
        };
    }

    private Optional<TargetSpec> phraseWithName(Node.Scalar scalar) {
        Matcher rack = RACK.matcher(scalar.text());
        if (rack.matches()) {
            return Optional.of(new TargetSpec.Rack(Optional.of(rack.group(1))));
        }
        Matcher most = MOST_TASKS.matcher(scalar.text());
        if (most.matches()) {
            Optional<String> app = Optional.ofNullable(most.group(1));
            app.ifPresent(name -> draft.knownApp(name, scalar.location()));
            return Optional.of(new TargetSpec.MostTasks(app));
        }
        return wrong(scalar);
    }

    private Optional<TargetSpec> selector(Node.Mapping mapping) {
        if (mapping.entries().size() != (mapping.entries().containsKey("executors") ? 2 : 1)) {
            return wrong(mapping);
        }
        NodeFields fields = new NodeFields(mapping, draft.problems);
        return fields.readAll(this::selected).flatMap(found -> found);
    }

    private Optional<TargetSpec> selected(NodeFields fields) {
        Optional<String> rack = fields.valueIfAny("rack", Form.TEXT);
        Optional<TargetSpec> links = fields.valueIfAny("links", Form.TEXT).map(to -> links(fields, to));
        return rack.<TargetSpec>map(name -> new TargetSpec.Rack(Optional.of(name).filter(it -> !it.equals("any"))))
                .or(() -> links)
                .or(() -> executors(fields))
                .or(() -> ROLES.keySet().stream().sorted().flatMap(key -> ofRole(fields, key).stream()).findFirst());
    }

    private TargetSpec links(NodeFields fields, String to) {
        Matcher app = APP.matcher(to);
        if (app.matches()) {
            draft.knownApp(app.group(1), fields.node("links").orElseThrow().location());
            return new TargetSpec.AppLinks(app.group(1));
        }
        return switch (to) {
            case "zookeeper", "masters" -> new TargetSpec.Links(ROLES.get(to));
            default -> throw fields.wrong(
                    "links", "unknown links " + Quote.of(to) + ": " + Choices.expected(to, LINKS, ""));
        };
    }

    private Optional<TargetSpec> executors(NodeFields fields) {
        Optional<Quantity> quantity = quantity(fields, "executors");
        Optional<String> app = fields.valueIfAny("app", Form.TEXT);
        app.ifPresent(name -> draft.knownApp(name, fields.node("app").orElseThrow().location()));
        return quantity.flatMap(some -> app.map(name -> new TargetSpec.Executors(name, some)));
    }

    private static Optional<TargetSpec> ofRole(NodeFields fields, String key) {
        return quantity(fields, key).map(some -> new TargetSpec.OfRole(ROLES.get(key), some));
    }

    private static Optional<Quantity> quantity(NodeFields fields, String key) {
        Optional<Quantity> quantity = fields.valueIfAny(key, Form.QUANTITY);
        if (quantity.isPresent() && quantity.get().of(Integer.MAX_VALUE) == 0) {
            throw fields.wrong(key, "expected at least one target");
        }
        return quantity;
    }

    private Optional<TargetSpec> wrong(Node node) {
        String message = node instanceof Node.Scalar scalar
                ? "unknown target " + node.shown() + ": " + Choices.expected(scalar.text(), PHRASES, "")
                : "expected one of " + String.join(", ", PHRASES) + ", got " + node.shown();
        draft.problems.addOnce(new InvalidScenario(node.location(), message));
        return Optional.empty();
    }
}
