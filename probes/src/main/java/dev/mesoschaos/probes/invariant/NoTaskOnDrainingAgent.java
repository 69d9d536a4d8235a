package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.Launches;
import dev.mesoschaos.probes.history.Onset;
import dev.mesoschaos.probes.history.Spans;
import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An agent that is drained stays empty. */
public final class NoTaskOnDrainingAgent implements Invariant {

    @Override
    public String id() {
        return "no-task-on-draining-agent";
    }

    @Override
    public String meaning() {
        return "From when an agent was seen to be drained to when that was called off, no task runs on it, neither as Mesos says nor"
                + " as the tasks report, and none is launched there.";
    }

    /** What a task said just before its end may be heard just after it. */
    private static final Duration CROSSING = Duration.ofSeconds(1);

    @Override
    public Finding check(Timeline timeline) {
        List<String> agents = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        Tasks tasks = Tasks.of(timeline);
        for (Onset drain : Onset.ofFaults(timeline, Onset.EVER)) {
            if (drain.visibility() == Visibility.TASKS_DRAINED) {
                Window drained = drain.held(timeline.horizon());
                for (String host : drain.targets()) {
                    agents.add(host);
                    Launches.on(host, timeline, drained).forEach(task ->
                            violations.add(task + " was launched on " + host + ", which is drained"));
                    tasks.all().stream().filter(task -> task.host().equals(host) && runs(task, drained)).forEach(task ->
                            violations.add(task.task() + " runs on " + host + ", which is drained"));
                }
            }
        }
        return new Finding(agents.size(), "agents that were drained: " + agents, violations);
    }

    private static boolean runs(TaskHistory task, Window drained) {
        return !Spans.both(task.runningTimes(drained.to()), List.of(drained)).isEmpty()
                || task.gaveSign(drained.from().plus(CROSSING), drained.to());
    }
}
