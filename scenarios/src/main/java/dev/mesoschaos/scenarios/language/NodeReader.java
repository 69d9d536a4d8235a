package dev.mesoschaos.scenarios.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Builds the tree of a YAML or JSON file from a parser's tokens, without what makes YAML surprising. */
final class NodeReader {

    /** Deeper than any scenario, far less deep than the stack. */
    private static final int MAX_DEPTH = 20;

    private final String text;
    private final String file;
    private final JsonParser parser;
    private final Problems problems;

    private NodeReader(String text, String file, JsonParser parser, Problems problems) {
        this.text = text;
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads a file's only document; a file whose name ends in {@code .json} must be JSON.
     *
     * @param problems gets the mistakes after which the rest can still be understood
     * @throws InvalidScenario when it cannot be understood
     */
    static Node read(String text, String file, Problems problems) {
        boolean json = file.toLowerCase(Locale.ROOT).endsWith(".json");
        JsonFactory factory = json ? new JsonFactory() : new YAMLFactory();
        try (JsonParser parser = factory.createParser(text)) {
            return new NodeReader(text, file, parser, problems).document();
        } catch (IOException e) {
            throw new InvalidScenario(new Location(file, 0, 0), "cannot be read: " + e.getMessage());
        }
    }

    private Node document() throws IOException {
        if (next() == null) {
            throw new InvalidScenario(new Location(file, 0, 0), "the file is empty: expected a scenario");
        }
        Node root = node(1);
        if (next() != null) {
            throw new InvalidScenario(here(), "expected the end of the file: one file holds one scenario");
        }
        return root;
    }

    private Node node(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new InvalidScenario(here(), "nested deeper than " + MAX_DEPTH + " levels");
        }
        refuseReferences();
        Location location = here();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(location, depth);
            case START_ARRAY -> sequence(location, depth);
            case VALUE_NULL -> new Node.Scalar(location, "");
            default -> new Node.Scalar(location, parser.getText());
        };
    }

    private Node mapping(Location location, int depth) throws IOException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            refuseReferences();
            Location at = here();
            String key = parser.currentName();
            next();
            Node.Entry first = entries.putIfAbsent(key, new Node.Entry(at, node(depth + 1)));
            if (first != null) {
                problems.add(at, "key " + Quote.of(key) + " is given twice, first at " + first.key());
            }
        }
        return new Node.Mapping(location, entries);
    }

    private Node sequence(Location location, int depth) throws IOException {
        List<Node> items = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            items.add(node(depth + 1));
        }
        return new Node.Sequence(location, items);
    }

    private void refuseReferences() throws IOException {
        if (!(parser instanceof YAMLParser yaml)) {
            return;
        }
        if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
            throw new InvalidScenario(
                    here(), "anchors (&) and aliases (*) are not allowed: put the value under vars and use ${…}");
        }
        if (yaml.getTypeId() != null) {
            throw new InvalidScenario(here(), "tags (!) are not allowed: remove it");
        }
    }

    private JsonToken next() throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            Location near = e.getLocation() == null ? here() : place(e.getLocation());
            throw SyntaxError.of(e.getOriginalMessage(), near, text);
        } catch (RuntimeException e) {
            // The parsers below let some of their own mistakes out, such as that of an escape beyond Unicode.
            throw SyntaxError.of(String.valueOf(e.getMessage()), here(), text);
        }
    }

    private Location here() {
        return place(parser.currentTokenLocation());
    }

    private Location place(JsonLocation location) {
        boolean known = location.getLineNr() > 0 && location.getColumnNr() > 0;
        return known ? new Location(file, location.getLineNr(), location.getColumnNr()) : new Location(file, 0, 0);
    }
}
