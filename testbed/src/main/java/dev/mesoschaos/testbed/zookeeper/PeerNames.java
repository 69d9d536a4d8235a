package dev.mesoschaos.testbed.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Keeps the election traffic of a proxied ensemble on its proxies.
 *
 * <p>A member that is called by one with a lower id hangs up and calls back, at the address which the caller named in
 * its first message: the caller's own, past every proxy. It falls back to the address that its own configuration has
 * for the caller, the proxy's, when the named one is a wildcard. So each member goes by a name that means its true
 * address to itself and the wildcard to all others.
 */
final class PeerNames {

    /** The JDK reads this file in place of the system's name service, when it is set before the first lookup. */
    private static final String HOSTS_FILE = "jdk.net.hosts.file";

    private PeerNames() {}

    /** What stands for member {@code id} in the configuration of the server that these flags are for. */
    static String entry(ZooKeeperFlags flags, int id) {
        String address = flags.servers().get(id);
        if (!flags.proxied() || id != flags.id()) {
            return address;
        }
        return name(id) + address.substring(address.indexOf(':'));
    }

    /** Makes the names known to this JVM. Must run before the JVM looks up any name. */
    static void apply(ZooKeeperFlags flags) throws IOException {
        if (!flags.proxied()) {
            return;
        }
        Path hosts = flags.data().resolve("hosts");
        Files.writeString(hosts, table(flags), UTF_8);
        System.setProperty(HOSTS_FILE, hosts.toString());
    }

    static String table(ZooKeeperFlags flags) {
        return flags.servers().keySet().stream().sorted()
                .map(id -> (id == flags.id() ? flags.ip() : "0.0.0.0") + " " + name(id) + "\n")
                .collect(Collectors.joining());
    }

    private static String name(int id) {
        return "member-" + id + ".mesos-chaos";
    }
}
