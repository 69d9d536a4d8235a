package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.lease.Leases;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The option that says how long the leases of a run are. */
final class LeaseOption {

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            description = "After how long without a word of the harness hosts undo by themselves, from 5s to 10m; "
                    + "default: 15s. As -D chaos.lease=TIME.")
    private String length;

    /**
     * These settings, and what the option says.
     *
     * @throws UsageException when leases cannot be that long
     */
    Map<String, String> in(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        if (length != null) {
            all.put(Leases.SETTING, length);
        }
        Duration unused = Leases.length(all);
        return all;
    }
}
