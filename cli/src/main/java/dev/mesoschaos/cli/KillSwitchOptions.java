package dev.mesoschaos.cli;

import dev.mesoschaos.clusters.local.HaltNodeLever;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.scenarios.engine.HaltFile;
import dev.mesoschaos.scenarios.language.UsageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say which kill switch. */
final class KillSwitchOptions {

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "kill-switch.file=PATH, as for run.")
    private final Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--zookeeper",
            paramLabel = "HOST:PORT[,...][/CHROOT]",
            description = "The switch of the cluster that has this ZooKeeper, its znode /mesos-chaos/halt, for runs of all "
                    + "users and machines; in place of the file.")
    private String zookeeper;

    /**
     * Reaches for it.
     *
     * @throws UsageException when a property is none that anybody reads, or two switches are named
     * @throws IOException when it is out of reach
     */
    KillSwitch.Lever reach() throws IOException {
        Map<String, String> settings = Settings.of(properties, Map.of());
        if (zookeeper == null) {
            return HaltFile.of(settings);
        }
        if (!settings.isEmpty()) {
            throw new UsageException("name one switch: --zookeeper, or the file with -D " + HaltFile.SETTING);
        }
        return HaltNodeLever.reach(zookeeper);
    }
}
