package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.model.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping of a scenario file, read strictly.
 *
 * <p>A mistake is noted, and a stand-in within the asked bounds returned, so that the reader goes on and finds the next
 * one; what was read is thrown away in the end.
 */
public final class NodeFields implements Fields {

    private final Node.Mapping mapping;
    private final Problems problems;
    private final Map<String, FaultType<?>> faults;

    /** Whose parameters these are, where a mistake must say so: a place in a file tells nobody which fault that is. */
    private final String about;

    private final Set<String> asked = new LinkedHashSet<>();
    private final List<NodeFields> below = new ArrayList<>();

    NodeFields(Node.Mapping mapping, Problems problems) {
        this(mapping, problems, Map.of());
    }

    /** A mapping that may have faults below it. */
    NodeFields(Node.Mapping mapping, Problems problems, Map<String, FaultType<?>> faults) {
        this(mapping, problems, faults, "");
    }

    private NodeFields(Node.Mapping mapping, Problems problems, Map<String, FaultType<?>> faults, String about) {
        this.mapping = mapping;
        this.problems = problems;
        this.faults = Map.copyOf(faults);
        this.about = about;
    }

    /**
     * Reads the parameters of one fault or probe, outside of any scenario.
     *
     * @param yaml a mapping
     * @throws InvalidScenario the first mistake
     */
    public static <T> T read(String yaml, Function<Fields, T> reader) {
        return read(yaml, Map.of(), reader);
    }

    /** The same for parameters that have faults below them: one of these. */
    public static <T> T read(String yaml, Map<String, FaultType<?>> faults, Function<Fields, T> reader) {
        Problems problems = new Problems();
        Node root = NodeReader.read(SourceText.checked(yaml, "parameters"), "parameters", problems);
        if (!(root instanceof Node.Mapping mapping)) {
            throw new InvalidScenario(root.location(), "expected a mapping, got " + root.shown());
        }
        Optional<T> read = new NodeFields(mapping, problems, faults).readAll(reader);
        return read.orElseThrow(() -> problems.inOrder().getFirst());
    }

    /** Reads with a reader that knows nothing of notes; empty when anything was noted. */
    <T> Optional<T> readAll(Function<? super NodeFields, T> reader) {
        int before = problems.count();
        try {
            T read = reader.apply(this);
            finish();
            return problems.count() == before ? Optional.of(read) : Optional.empty();
        } catch (InvalidScenario e) {
            problems.addOnce(e);
        } catch (IllegalArgumentException e) {
            problems.addOnce(new InvalidScenario(location(), told(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            // After a mistake the reader works on stand-ins and may stumble over them; without one, this is a defect.
            if (problems.count() == before) {
                throw e;
            }
        }
        return Optional.empty();
    }

    /** Notes each key nobody has asked for, here and below. */
    void finish() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                String expected = Choices.expected(key, asked, "expected no keys here");
                problems.add(entry.key(), told("unknown key " + Quote.of(key) + ": " + expected));
            }
        });
        below.forEach(NodeFields::finish);
    }

    /** The value of a key, whatever it is. */
    Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.entries().get(key)).map(Node.Entry::value);
    }

    /** The value of a key that must be there, in a form of the reader's own. */
    <T> Optional<T> value(String key, Form<T> form) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            missing(key, form.expected());
        }
        return node.flatMap(given -> read(key, given, form));
    }

    /** The same for a key that may be missing. */
    <T> Optional<T> valueIfAny(String key, Form<T> form) {
        return node(key).flatMap(given -> read(key, given, form));
    }

    void missing(String key, String expected) {
        problems.add(location(), told("key '" + key + "' is missing: expected " + expected));
    }

    private String told(String message) {
        return about.isEmpty() ? message : about + ": " + message;
    }

    private String told(String key, String message) {
        return about.isEmpty() ? message : about + ", " + key + ": " + message;
    }

    private <T> Optional<T> read(String key, Node node, Form<T> form) {
        try {
            if (node instanceof Node.Scalar scalar) {
                return Optional.of(form.read(scalar.text()));
            }
            problems.addOnce(new InvalidScenario(
                    node.location(), told(key, "expected " + form.expected() + ", got " + node.shown())));
        } catch (IllegalArgumentException e) {
            problems.addOnce(new InvalidScenario(node.location(), told(key, e.getMessage())));
        }
        return Optional.empty();
    }

    @Override
    public Location location() {
        return mapping.location();
    }

    @Override
    public boolean has(String key) {
        return node(key).isPresent();
    }

    @Override
    public String text(String key) {
        return value(key, Form.TEXT).orElse("");
    }

    @Override
    public String text(String key, String otherwise) {
        return valueIfAny(key, Form.TEXT).orElse(otherwise);
    }

    @Override
    public String word(String key, String otherwise, List<String> words) {
        return valueIfAny(key, Form.oneOf(words)).orElse(otherwise);
    }

    @Override
    public int integer(String key, int min, int max) {
        return value(key, Form.integer(min, max)).orElse(min);
    }

    @Override
    public int integer(String key, int min, int max, int otherwise) {
        return valueIfAny(key, Form.integer(min, max)).orElse(otherwise);
    }

    @Override
    public double number(String key, double min, double max, double otherwise) {
        return valueIfAny(key, Form.number(min, max)).orElse(otherwise);
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        return value(key, Form.duration(min, max)).orElse(min);
    }

    @Override
    public Duration duration(String key, Duration min, Duration max, Duration otherwise) {
        return valueIfAny(key, Form.duration(min, max)).orElse(otherwise);
    }

    @Override
    public double ratio(String key, double otherwise) {
        return valueIfAny(key, Form.SHARE).orElse(otherwise);
    }

    @Override
    public double ratePerSecond(String key, double max, double otherwise) {
        return valueIfAny(key, Form.ratePerSecond(max)).orElse(otherwise);
    }

    @Override
    public long bytes(String key, long min, long max) {
        return value(key, Sizes.bytes(min, max)).orElse(min);
    }

    @Override
    public long bytes(String key, long min, long max, long otherwise) {
        return valueIfAny(key, Sizes.bytes(min, max)).orElse(otherwise);
    }

    @Override
    public long bytesPerSecond(String key, long min, long max) {
        return value(key, Sizes.bytesPerSecond(min, max)).orElse(min);
    }

    @Override
    public long bitsPerSecond(String key, long min, long max) {
        return value(key, Form.bitsPerSecond(min, max)).orElse(min);
    }

    @Override
    public OptionalLong bitsPerSecondIfAny(String key, long min, long max) {
        return valueIfAny(key, Form.bitsPerSecond(min, max)).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    public Quantity quantity(String key, Quantity otherwise) {
        return valueIfAny(key, Form.QUANTITY).orElse(otherwise);
    }

    @Override
    public Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Optional<Node.Mapping> values = node(key).flatMap(node -> mapping(key, node, "a mapping of texts"));
        values.ifPresent(found -> found.entries().forEach(
                (name, entry) -> read(name, entry.value(), Form.TEXT).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    @Override
    public Optional<Fields> fields(String key) {
        return section(key).map(fields -> fields);
    }

    /** The same as {@link #fields}, for the language itself. */
    Optional<NodeFields> section(String key) {
        return node(key).flatMap(node -> mapping(key, node, "a mapping")).map(found -> child(key, found));
    }

    @Override
    public List<Fields> list(String key) {
        return List.copyOf(sections(key));
    }

    /** The same as {@link #list}, for the language itself. */
    List<NodeFields> sections(String key) {
        return items(key).stream()
                .flatMap(item -> mapping(key, item, "a mapping").stream())
                .map(found -> child(key, found))
                .toList();
    }

    /** The items of a list of anything; empty when the key is missing. */
    List<Node> items(String key) {
        Optional<Node> node = node(key);
        if (node.isPresent() && !(node.get() instanceof Node.Sequence)) {
            problems.addOnce(new InvalidScenario(
                    node.get().location(), told(key, "expected a list, such as [a, b], got " + node.get().shown())));
        }
        return node.filter(Node.Sequence.class::isInstance)
                .map(list -> ((Node.Sequence) list).items())
                .orElse(List.of());
    }

    private Optional<Node.Mapping> mapping(String key, Node node, String expected) {
        if (node instanceof Node.Mapping found) {
            return Optional.of(found);
        }
        problems.addOnce(new InvalidScenario(
                node.location(), told(key, "expected " + expected + ", such as {}, got " + node.shown())));
        return Optional.empty();
    }

    private NodeFields child(String key, Node.Mapping found) {
        NodeFields child = within(found, about.isEmpty() ? "" : about + ", " + key);
        below.add(child);
        return child;
    }

    /** A mapping below this one whose reader notes unknown keys itself. */
    NodeFields within(Node.Mapping found) {
        return within(found, about);
    }

    private NodeFields within(Node.Mapping found, String what) {
        return new NodeFields(found, problems, faults, what);
    }

    Problems problems() {
        return problems;
    }

    @Override
    public Optional<Planner<?>> fault(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            missing(key, "one, such as {network-partition: {}}");
        }
        return node.flatMap(fault -> Part.of(fault, "fault", faults, this)).flatMap(this::planner);
    }

    private Optional<Planner<?>> planner(Part<FaultType<?>> part) {
        NodeFields parameters = part.parameters();
        return parameters.within(parameters.mapping, (about.isEmpty() ? step() : about + ", ") + part.id())
                .readAll((Function<NodeFields, Planner<?>>) part.type()::read);
    }

    /** Names the step whose mapping this is, if it has an id. */
    private String step() {
        return node("id")
                .filter(Node.Scalar.class::isInstance)
                .map(id -> "step " + Quote.of(((Node.Scalar) id).text()) + ", ")
                .orElse("");
    }

    @Override
    public InvalidScenario wrong(String key, String message) {
        return new InvalidScenario(node(key).map(Node::location).orElse(location()), told(key, message));
    }
}
