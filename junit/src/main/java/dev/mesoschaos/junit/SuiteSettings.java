package dev.mesoschaos.junit;

import dev.mesoschaos.cli.Settings;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.time.Seed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the build asks the suite to do, from system properties.
 *
 * @param scenarios {@code chaos.scenarios}: a file or directory, below {@code chaos.root} unless absolute, which is the
 *     directory of the module unless said otherwise
 * @param output {@code chaos.output}: where each run gets a directory
 * @param seed {@code chaos.seed}; a fresh one when there is none
 * @param settings properties of clusters and variables of scenarios
 */
record SuiteSettings(Path scenarios, Path output, Seed seed, Map<String, String> settings) {

    private static final String SCENARIOS = "chaos.scenarios";
    private static final String SEED = "chaos.seed";

    /** Where the build keeps its class-data cache: nothing that changes what a run does. */
    private static final String CACHE = "chaos.cache";

    static SuiteSettings of(Properties properties) {
        Path root = Path.of(properties.getProperty("chaos.root", ".")).toAbsolutePath().normalize();
        return new SuiteSettings(
                root.resolve(properties.getProperty(SCENARIOS, "scenarios/library/smoke")),
                root.resolve(properties.getProperty("chaos.output", "target/chaos")),
                seed(properties.getProperty(SEED, "")),
                Settings.among(properties));
    }

    /** How to run the same again. */
    String command() {
        StringBuilder command = new StringBuilder("mvn verify -Pchaos -Dchaos.seed=" + seed);
        command.append(" -Dchaos.scenarios=").append(scenarios);
        settings.entrySet().stream()
                .filter(setting -> !setting.getKey().equals(CACHE))
                .forEach(setting -> command.append(" -D").append(setting.getKey()).append('=').append(setting.getValue()));
        return command.toString();
    }

    private static Seed seed(String text) {
        try {
            return text.isEmpty() ? Seed.fresh() : new Seed(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new UsageException("-D" + SEED + "=" + text + ": expected a whole number", e);
        }
    }
}
