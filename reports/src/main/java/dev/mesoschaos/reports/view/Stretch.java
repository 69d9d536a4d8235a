package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A named stretch of a run, by which its measurements are compared.
 *
 * @param name such as {@code during cut}
 */
public record Stretch(String name, Window window) {

    /** The steady state, then during and after each step, as far as they came. */
    static List<Stretch> of(Timeline timeline) {
        List<Stretch> stretches = new ArrayList<>();
        timeline.baseline().ifPresent(window -> stretches.add(new Stretch("steady state", window)));
        timeline.of(Event.Planned.class).stream()
                .map(Event.Planned::step)
                .distinct()
                .flatMap(step -> List.<Scope>of(new Scope.During(step), new Scope.After(step)).stream())
                .forEach(scope -> timeline.window(scope)
                        .ifPresent(window -> stretches.add(new Stretch(scope.toString(), window))));
        return stretches;
    }

    /** From when on failures count: the steady state. What fails before it is apps that start. */
    static Instant counted(Timeline timeline) {
        return timeline.baseline()
                .map(Window::from)
                .or(() -> timeline.entered(Phase.METHOD))
                .orElse(timeline.events().getFirst().at());
    }
}
