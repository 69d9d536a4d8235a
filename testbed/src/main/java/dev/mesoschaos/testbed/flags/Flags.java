package dev.mesoschaos.testbed.flags;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The flags of one process: what was given, else the defaults. */
public final class Flags {

    private final Map<String, String> values;

    private Flags(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param defaults every known flag with its default, as Mesos prints it
     * @param optional known flags that have no default
     * @throws IllegalArgumentException on an unknown flag or an argument that is none
     */
    public static Flags parse(Map<String, String> defaults, List<String> optional, String... arguments) {
        TreeSet<String> known = new TreeSet<>(defaults.keySet());
        known.addAll(optional);
        Map<String, String> values = new TreeMap<>(defaults);
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException("Failed to parse '" + argument + "': expected --name=value");
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            String value = equals < 0 ? "true" : argument.substring(equals + 1);
            if (equals < 0 && name.startsWith("no-") && !known.contains(name)) {
                name = name.substring("no-".length());
                value = "false";
            }
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Failed to load unknown flag '" + name + "', known are " + known);
            }
            values.put(name, value);
        }
        return new Flags(values);
    }

    /**
     * The text of a flag that must be there.
     *
     * @throws IllegalArgumentException when it was not given and has no default
     */
    public String text(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalArgumentException("Flag '" + name + "' is required: give --" + name + "=..."));
    }

    /** The text of a flag that may be missing. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A flag in Mesos' duration format.
     *
     * @throws IllegalArgumentException when it is missing or no duration
     */
    public Duration duration(String name) {
        return read(name, MesosDuration::parse);
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException when it is missing or no whole number
     */
    public int integer(String name) {
        return read(name, text -> {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no whole number", e);
            }
        });
    }

    /**
     * Any other form of a flag; the name of the flag is put before the message when {@code parser} refuses it.
     *
     * @throws IllegalArgumentException when the flag is missing or {@code parser} refuses it
     */
    public <T> T read(String name, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Failed to load flag '" + name + "': " + e.getMessage(), e);
        }
    }

    /** All flags that have a value, sorted by name, as {@code /flags} shows them. */
    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
