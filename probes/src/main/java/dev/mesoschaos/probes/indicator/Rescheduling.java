package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the slot of a lost task came to run again. */
final class Rescheduling {

    private static final Set<String> RUNNING = Set.of(TaskHistory.RUNNING);
    private static final Set<String> STARTING = Set.of("TASK_STARTING");

    private final Loss loss;
    private final Optional<Instant> decided;
    private final Optional<Back> back;
    private final Instant horizon;

    /** A task of the slot that ran after the loss. */
    private record Back(TaskHistory task, Instant running) {}

    private Rescheduling(Loss loss, Optional<Instant> decided, Optional<Back> back, Instant horizon) {
        this.loss = loss;
        this.decided = decided;
        this.back = back.filter(found -> !found.running.isAfter(horizon));
        this.horizon = horizon;
    }

    /** Follows a loss to the end of the journal. */
    static Rescheduling of(Loss loss, Tasks tasks, Timeline timeline) {
        List<Event.TaskLaunch> launches = timeline.of(Event.TaskLaunch.class).stream()
                .filter(launch -> replaces(launch, loss))
                .toList();
        Optional<Instant> decided =
                launches.stream().map(Event.TaskLaunch::at).min(Comparator.naturalOrder());
        Optional<Back> replaced = tasks.others(loss.task()).stream()
                .filter(task -> launches.stream().anyMatch(launch -> launch.task().equals(task.task())))
                .flatMap(task -> task.firstIn(RUNNING, decided.orElseThrow()).map(at -> new Back(task, at)).stream())
                .min(Comparator.comparing(Back::running));
        // A task that comes back by itself fills its slot only while nobody has been put in its place.
        Optional<Back> returned = loss.noticed()
                .flatMap(noticed -> loss.task().firstIn(RUNNING, noticed))
                .filter(at -> decided.map(at::isBefore).orElse(true))
                .map(at -> new Back(loss.task(), at));
        return new Rescheduling(
                loss, returned.isPresent() ? Optional.empty() : decided, returned.or(() -> replaced),
                timeline.horizon());
    }

    /** Any launch for the slot from then on, as a replacement may itself be lost and replaced. */
    private static boolean replaces(Event.TaskLaunch launch, Loss loss) {
        TaskHistory lost = loss.task();
        return launch.app().equals(lost.app())
                && launch.slot().equals(lost.slot())
                && !launch.task().equals(lost.task())
                && !launch.at().isBefore(loss.start());
    }

    /** The seconds from the fault's effect until the slot ran again; at least until the horizon when it did not. */
    Sample sample() {
        return new Sample(
                loss.task().slot(),
                Seconds.between(loss.start(), back.map(Back::running).orElse(horizon)),
                back.isEmpty(),
                phases());
    }

    private Map<String, Double> phases() {
        Phases phases = new Phases(loss.start());
        phases.reached("detected", loss.noticed());
        phases.reached("decided", decided);
        back.ifPresent(found -> {
            Optional<Instant> staged = found.task.firstIn(STARTING, loss.start());
            phases.reached("staged", staged.filter(at -> at.isBefore(found.running)));
            phases.reached("running", Optional.of(found.running));
            phases.reached("healthy", found.task.firstSign(decided.orElse(loss.start())));
        });
        return phases.seconds();
    }
}
