package dev.mesoschaos.docs;

import dev.mesoschaos.scenarios.plugin.Plugins;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of pages that the code itself tells, each where a page has a comment of its name. */
final class Generated {

    private static final Pattern PLACE = Pattern.compile("^<!-- generated: (.*) -->$", Pattern.MULTILINE);

    private final Map<String, Supplier<String>> parts;

    Generated() {
        PartsReference reference = new PartsReference(Plugins.find());
        this.parts = Map.of(
                "commands", CommandReference::markdown,
                "faults", reference::faults,
                "probes", reference::probes,
                "indicators", reference::indicators,
                "invariants", reference::invariants,
                "library", reference::library);
    }

    /** A file with all of its parts. */
    MarkdownFile complete(Path file) {
        return MarkdownFile.of(file, PLACE.matcher(Repository.text(file))
                .replaceAll(place -> Matcher.quoteReplacement(part(place.group(1), file))));
    }

    private String part(String name, Path file) {
        Supplier<String> part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException(
                    Repository.name(file) + ": nothing generates '" + name + "'; there are " + parts.keySet());
        }
        return part.get();
    }
}
