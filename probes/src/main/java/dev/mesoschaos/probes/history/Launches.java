package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.util.List;
import java.util.stream.Stream;

/** What the framework put on a host, canaries too: each needed an offer of it. */
public final class Launches {

    private Launches() {}

    /** The names of the tasks that were launched on a host in a window. */
    public static List<String> on(String host, Timeline timeline, Window window) {
        Stream<String> tasks = timeline.of(Event.TaskLaunch.class).stream()
                .filter(launch -> launch.host().equals(host) && window.contains(launch.at()))
                .map(Event.TaskLaunch::task);
        Stream<String> canaries = timeline.of(Event.Canary.class).stream()
                .filter(canary -> canary.host().equals(host)
                        && canary.launched().filter(window::contains).isPresent())
                .map(Event.Canary::task);
        return Stream.concat(tasks, canaries).toList();
    }
}
