package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When tasks were alive by either witness. */
final class Lifetimes {

    private Lifetimes() {}

    /** Whether two tasks were alive at the same time within a window. */
    static boolean overlap(TaskHistory one, TaskHistory other, Window within) {
        List<Window> others = of(other, within);
        return of(one, within).stream().anyMatch(life -> others.stream().anyMatch(found -> overlap(life, found)));
    }

    private static List<Window> of(TaskHistory task, Window within) {
        return Stream.concat(
                        task.runningTimes(within.to()).stream().filter(Lifetimes::lasted),
                        task.ownLife().stream())
                .flatMap(life -> cut(life, within).stream())
                .toList();
    }

    /** Mesos may say that a task runs and that it is over at the same moment: no time lies between. */
    private static boolean lasted(Window life) {
        return !life.length().isZero();
    }

    private static Optional<Window> cut(Window life, Window within) {
        Instant from = later(life.from(), within.from());
        Instant to = life.to().isBefore(within.to()) ? life.to() : within.to();
        return from.isAfter(to) ? Optional.empty() : Optional.of(new Window(from, to));
    }

    private static boolean overlap(Window one, Window other) {
        return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
