package dev.mesoschaos.junit;

import dev.mesoschaos.scenarios.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends this process when Maven, which started it, is gone, by whatever signal. Everything that a run has started holds
 * on to this process and ends with it.
 *
 * <p>A dead parent may stay a zombie for long, so it is not asked whether it lives: when it dies, its children get
 * another parent, and that is what is looked for.
 */
final class AncestorWatch {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int KILLED = 137;

    private final ProcessHandle self;
    private final List<Long> lineage;

    private AncestorWatch(ProcessHandle self) {
        this.self = self;
        this.lineage = upToJava(self);
    }

    /** Starts watching; returns at once. */
    static void haltWithThem() {
        AncestorWatch watch = new AncestorWatch(ProcessHandle.current());
        Thread.ofPlatform().daemon().name("ancestor-watch").start(() -> watch.keepLooking(Clock.system()));
    }

    private void keepLooking(Clock clock) {
        while (ancestors(self, lineage.size()).equals(lineage)) {
            clock.pause(EVERY);
        }
        Runtime.getRuntime().halt(KILLED);
    }

    /** From the parent to the nearest ancestor that is a Java; the parent alone when none is. */
    private static List<Long> upToJava(ProcessHandle self) {
        int depth = 0;
        for (Optional<ProcessHandle> up = self.parent(); up.isPresent(); up = up.get().parent()) {
            depth++;
            if (isJava(up.get())) {
                return ancestors(self, depth);
            }
        }
        return ancestors(self, 1);
    }

    private static List<Long> ancestors(ProcessHandle self, int depth) {
        List<Long> pids = new ArrayList<>();
        for (Optional<ProcessHandle> up = self.parent(); up.isPresent() && pids.size() < depth; up = up.get().parent()) {
            pids.add(up.get().pid());
        }
        return List.copyOf(pids);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("java"))
                .orElse(false);
    }
}
