package dev.mesoschaos.scenarios.language;

import java.util.Map;
import java.util.Optional;

/**
 * A part that a plug-in reads, written <code>{id: {parameters}}</code>.
 *
 * @param at where its id stands
 */
record Part<T>(String id, Location at, T type, NodeFields parameters) {

    /**
     * Takes apart a mapping of one key.
     *
     * @param kind what it is, such as {@code fault}
     * @param types those there are
     * @param parent where it stands
     * @return empty when it is wrong, which is noted then
     */
    static <T> Optional<Part<T>> of(Node node, String kind, Map<String, T> types, NodeFields parent) {
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
            parent.problems().add(node.location(), "expected one " + kind + ", such as {" + example(types) + ": {}}, got "
                    + (node instanceof Node.Mapping many && !many.entries().isEmpty()
                            ? "the keys " + String.join(", ", many.entries().keySet())
                            : node.shown()));
            return Optional.empty();
        }
        Map.Entry<String, Node.Entry> only = mapping.entries().entrySet().iterator().next();
        return named(only.getKey(), only.getValue(), kind, types, parent);
    }

    private static <T> Optional<Part<T>> named(
            String id, Node.Entry entry, String kind, Map<String, T> types, NodeFields parent) {
        T type = types.get(id);
        if (type == null) {
            parent.problems().add(entry.key(), "unknown " + kind + " " + Quote.of(id) + ": "
                    + Choices.expected(id, types.keySet().stream().sorted().toList(), "there are none"));
            return Optional.empty();
        }
        if (!(entry.value() instanceof Node.Mapping parameters)) {
            parent.problems().add(entry.value().location(), "expected the parameters of " + id
                    + " as a mapping, such as {}, got " + entry.value().shown());
            return Optional.empty();
        }
        return Optional.of(new Part<>(id, entry.key(), type, parent.within(parameters)));
    }

    private static String example(Map<String, ?> types) {
        return types.keySet().stream().sorted().findFirst().orElse("name");
    }
}
