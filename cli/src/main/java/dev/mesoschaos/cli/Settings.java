package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.lease.Leases;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Properties with which a user chooses how the cluster is made and what a scenario's variables are. */
public final class Settings {

    private static final String VARIABLE = "var.";
    private static final List<String> WORDS = List.of("chaos.cache", Leases.SETTING);
    private static final List<String> PREFIXES =
            List.of("cluster.", "mesos.", "toxiproxy.", "testbed.", "kill-switch.", VARIABLE);

    private Settings() {}

    /**
     * What options of the command line say.
     *
     * @param variables of scenarios, without their prefix
     * @throws UsageException when a property is none that anybody reads
     */
    static Map<String, String> of(Map<String, String> properties, Map<String, String> variables) {
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (!isSetting(key)) {
                throw new UsageException("unknown property '" + key + "': expected one that starts with "
                        + String.join(", ", PREFIXES) + ", or " + String.join(" or ", WORDS));
            }
            settings.put(key, value);
        });
        variables.forEach((name, value) -> settings.put(VARIABLE + name, value));
        return settings;
    }

    /** Those among all properties that are settings. */
    public static Map<String, String> among(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(Settings::isSetting)
                .collect(Collectors.toMap(key -> key, properties::getProperty, (first, second) -> second, TreeMap::new));
    }

    private static boolean isSetting(String key) {
        return WORDS.contains(key)
                || PREFIXES.stream().anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
    }
}
