package dev.mesoschaos.testbed.zookeeper;

import java.time.Duration;
import java.util.Properties;

/** Flags to the properties of ZooKeeper's own configuration file. */
final class ServerProperties {

    private static final Duration INITIAL_SYNC = Duration.ofSeconds(10);
    private static final Duration SYNC = Duration.ofSeconds(5);

    private ServerProperties() {}

    static Properties of(ZooKeeperFlags flags) {
        Properties properties = new Properties();
        properties.setProperty("dataDir", flags.data().toString());
        if (flags.clientPort() != 0) {
            properties.setProperty("clientPortAddress", flags.ip());
            properties.setProperty("clientPort", Integer.toString(flags.clientPort()));
        }
        limits(flags, properties);
        storage(flags, properties);
        properties.setProperty("admin.enableServer", "false");
        properties.setProperty("4lw.commands.whitelist", "*");
        if (!flags.alone()) {
            flags.servers().keySet()
                    .forEach(id -> properties.setProperty("server." + id, PeerNames.entry(flags, id)));
        }
        return properties;
    }

    private static void limits(ZooKeeperFlags flags, Properties properties) {
        properties.setProperty("tickTime", Long.toString(flags.tick().toMillis()));
        properties.setProperty("initLimit", Long.toString(ticks(INITIAL_SYNC, flags)));
        properties.setProperty("syncLimit", Long.toString(ticks(SYNC, flags)));
        properties.setProperty("minSessionTimeout", Long.toString(SessionBounds.LEAST.toMillis()));
        properties.setProperty("maxSessionTimeout", Long.toString(SessionBounds.MOST.toMillis()));
        // The load of a saturation comes from one address; the default of 60 connections would cap it.
        properties.setProperty("maxClientCnxns", "0");
        // An election waits this long for a host that is gone, one after the other; 5 s would outlast short sessions.
        properties.setProperty("cnxTimeout", "1000");
        // A lone member repeats its vote at doubling intervals up to this; 60 s would hide the end of a partition.
        properties.setProperty("fastleader.maxNotificationInterval", "2000");
    }

    private static void storage(ZooKeeperFlags flags, Properties properties) {
        properties.setProperty("forceSync", flags.fsync() ? "yes" : "no");
        // KiB that the transaction log grows by at a time: 64 MiB for each of many short runs is too much.
        properties.setProperty("preAllocSize", "2048");
    }

    private static long ticks(Duration limit, ZooKeeperFlags flags) {
        return Math.max(2, limit.dividedBy(flags.tick()));
    }
}
