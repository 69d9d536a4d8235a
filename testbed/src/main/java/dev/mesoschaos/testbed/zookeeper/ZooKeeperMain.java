package dev.mesoschaos.testbed.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.zookeeper.jmx.MBeanRegistry;
import org.apache.zookeeper.server.admin.AdminServer.AdminServerException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.slf4j.event.Level;

/**
 * Runs one real ZooKeeper server, alone or as a member of an ensemble, until it is killed.
 *
 * <p>It announces itself when its client port is bound, which is before a leader is elected: {@link ZooKeeperStatus}
 * tells when it serves.
 */
public final class ZooKeeperMain {

    private ZooKeeperMain() {}

    /**
     * Flags: {@code --id=1 --ip=127.0.0.1 --client_port=2181 --data_dir=DIR --servers=1=ip:2888:3888,2=...
     * --proxied_peers=false --tick_time=500ms --fsync=true}.
     */
    public static void main(String[] arguments) throws IOException, ConfigException, AdminServerException {
        Lifeline.hold();
        Logging.toStandardError(Level.WARN, Map.of("org.apache.zookeeper.server.quorum", Level.INFO));
        run(ZooKeeperFlags.parse(arguments));
    }

    private static void run(ZooKeeperFlags flags) throws IOException, ConfigException, AdminServerException {
        Files.createDirectories(flags.data());
        Files.writeString(flags.data().resolve("myid"), Integer.toString(flags.id()), UTF_8);
        PeerNames.apply(flags);
        System.setProperty("zookeeper.jmx.log4j.disable", "true");
        MBeanRegistry.setInstance(new NoManagementBeans());
        QuorumPeerConfig configuration = new QuorumPeerConfig();
        configuration.parseProperties(ServerProperties.of(flags));
        if (flags.alone()) {
            new StandaloneServer().runFromConfig(StandaloneServer.configuration(configuration, flags));
        } else {
            new EnsembleMember(flags).runFromConfig(configuration);
        }
    }
}
