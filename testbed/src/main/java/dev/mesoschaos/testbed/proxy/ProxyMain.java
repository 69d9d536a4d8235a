package dev.mesoschaos.testbed.proxy;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.process.Announcement;
import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Logging;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Runs the embedded proxy server until it is killed, with the real server's flags. */
public final class ProxyMain {

    private ProxyMain() {}

    /** Flags: {@code --host=127.0.0.1 --port=8474 --seed=N}. */
    public static void main(String[] arguments) throws IOException {
        Lifeline.hold();
        Logging.toStandardError(Level.INFO, Map.of("io.netty", Level.WARN));
        Flags flags = Flags.parse(Map.of("host", "127.0.0.1", "port", "8474"), List.of("seed"), arguments);
        long seed = flags.optional("seed").isPresent() ? flags.read("seed", Long::parseLong) : SystemTime.newSeed();
        LoggerFactory.getLogger(ProxyMain.class).info("Repeat with --seed={}", seed);
        InetSocketAddress wanted = new InetSocketAddress(flags.text("host"), flags.integer("port"));
        Announcement.listening(ProxyServer.start(wanted, seed).address());
    }
}
