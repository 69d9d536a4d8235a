package dev.mesoschaos.testbed.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.testbed.process.Announcement;
import dev.mesoschaos.testbed.process.Lifeline;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays every role once in one JVM, with a client of each, and exits; the JVM then writes the cache. */
public final class TrainingMain {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingMain.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private TrainingMain() {}

    /** Takes the work directory. A role that fails is left out, since its classes are then loaded as ever. */
    public static void main(String[] arguments) {
        Lifeline.hold();
        AnnouncementStream announcements = new AnnouncementStream();
        System.setOut(new PrintStream(announcements, true, UTF_8));
        Map<String, String> references = references(arguments[0]);
        for (TrainingRole role : TrainingRole.all()) {
            part(role.name(), () -> {
                start(role, role.flags(references));
                String line = announcements.next(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
                InetSocketAddress address = Announcement.parse(line);
                references.put(role.name(), line.substring(line.indexOf(' ') + 1));
                TrainingClients.use(role, address);
                return null;
            });
        }
        part("messages", () -> {
            TrainingClients.useMessages();
            return null;
        });
        System.exit(0);
    }

    private static void part(String name, Callable<Void> part) {
        try {
            part.call();
        } catch (Exception e) {
            LOG.warn("{} takes no part in the training", name, e);
        }
    }

    private static void start(TrainingRole role, String[] flags) throws ReflectiveOperationException {
        Method main = Class.forName(role.main()).getMethod("main", String[].class);
        Thread.ofPlatform().daemon().name(role.name()).start(() -> {
            try {
                main.invoke(null, (Object) flags);
            } catch (ReflectiveOperationException e) {
                LOG.warn("{} ended", role.name(), e);
            }
        });
    }

    /** Loopback addresses that depend on the process, so that two trainings at once do not meet. */
    private static Map<String, String> references(String directory) {
        long pid = ProcessHandle.current().pid();
        Map<String, String> references = new LinkedHashMap<>();
        references.put("dir", directory);
        for (int i = 1; i <= 3; i++) {
            references.put("ip" + i, "127.%d.%d.%d".formatted(192 + (pid >> 8) % 32, pid % 256, i));
        }
        return references;
    }
}
