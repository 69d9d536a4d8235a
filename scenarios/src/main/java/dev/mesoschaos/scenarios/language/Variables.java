package dev.mesoschaos.scenarios.language;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of {@code vars:} in the place of <code>${name}</code>; <code>$${</code> stands for a plain one. */
final class Variables {

    private static final String SECTION = "vars";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(\\}?)");

    private final Map<String, String> values;
    private final Problems problems;
    private long inserted;

    private Variables(Map<String, String> values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    /**
     * The whole file with all variables replaced.
     *
     * @param overrides values from outside, each of a variable that the file declares
     */
    static Node.Mapping replaced(Node.Mapping root, Map<String, String> overrides, Problems problems) {
        Map<String, String> values = declared(root, problems);
        overrides.forEach((name, value) -> {
            if (values.replace(name, value) == null) {
                problems.add(
                        new Location(root.location().file(), 0, 0),
                        "unknown variable '" + name + "' given from outside: "
                                + Choices.expected(name, values.keySet(), "nothing is under vars"));
            }
        });
        Map<String, Node.Entry> entries = new LinkedHashMap<>(root.entries());
        Variables variables = new Variables(values, problems);
        entries.replaceAll((key, entry) -> key.equals(SECTION) ? entry : variables.replace(entry));
        return new Node.Mapping(root.location(), entries);
    }

    private static Map<String, String> declared(Node.Mapping root, Problems problems) {
        Map<String, String> values = new LinkedHashMap<>();
        if (root.entries().containsKey(SECTION)) {
            values.putAll(new NodeFields(root, problems).texts(SECTION));
            values.forEach((name, value) -> refuseReference(root, name, value, problems));
        }
        return values;
    }

    private static void refuseReference(Node.Mapping root, String name, String value, Problems problems) {
        if (value.contains("${") && root.entries().get(SECTION).value() instanceof Node.Mapping section) {
            problems.add(
                    section.entries().get(name).value().location(),
                    "a variable may not refer to another: write its value out");
        }
    }

    private Node.Entry replace(Node.Entry entry) {
        return new Node.Entry(entry.key(), replace(entry.value()));
    }

    private Node replace(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> {
                Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
                entries.replaceAll((key, entry) -> replace(entry));
                yield new Node.Mapping(mapping.location(), entries);
            }
            case Node.Sequence list ->
                new Node.Sequence(list.location(), list.items().stream().map(this::replace).toList());
            case Node.Scalar scalar -> new Node.Scalar(scalar.location(), replace(scalar));
        };
    }

    private String replace(Node.Scalar scalar) {
        return REFERENCE.matcher(scalar.text())
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(), match.group(1), scalar.location())));
    }

    private String value(String reference, String name, Location location) {
        if (reference.equals("$${")) {
            return "${";
        }
        if (!reference.endsWith("}")) {
            problems.add(location, "a '${' without its '}'; write '$${' for a plain '${'");
            return reference;
        }
        String value = values.get(name);
        if (value != null) {
            return bounded(value, location);
        }
        problems.add(location, "unknown variable " + Quote.of(name) + ": "
                + Choices.expected(name, values.keySet(), "nothing is under vars"));
        return reference;
    }

    private String bounded(String value, Location location) {
        inserted += value.length();
        if (inserted <= SourceText.MAX_BYTES) {
            return value;
        }
        problems.addOnce(new InvalidScenario(location, "the values of variables add more than 1 MiB to the file"));
        return "";
    }
}
