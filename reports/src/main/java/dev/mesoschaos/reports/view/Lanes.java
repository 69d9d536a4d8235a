package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.CanaryFate.Kind;
import dev.mesoschaos.reports.view.Lane.Bar;
import dev.mesoschaos.reports.view.Lane.Tick;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The swim lanes of the time line: what was done to the cluster above, what came of it below. */
final class Lanes {

    static final Set<String> LOST = Set.of(
            "TASK_LOST",
            "TASK_UNREACHABLE",
            "TASK_FAILED",
            "TASK_ERROR",
            "TASK_DROPPED",
            "TASK_GONE",
            "TASK_GONE_BY_OPERATOR",
            "TASK_UNKNOWN");

    private static final int MOST_AGENTS = 12;

    /** As many different moments as a lane can show. */
    private static final int MOST_MARKS = 2000;

    private final Timeline timeline;
    private final Axis axis;

    private Lanes(Timeline timeline, Axis axis) {
        this.timeline = timeline;
        this.axis = axis;
    }

    static List<Lane> of(
            Timeline timeline,
            Axis axis,
            List<FaultBand> faults,
            List<CanaryFate> canaries,
            List<RequestView> requests) {
        Lanes lanes = new Lanes(timeline, axis);
        List<Lane> all = new ArrayList<>();
        all.add(lanes.phases());
        all.add(lanes.faults(faults));
        all.add(lanes.leaders());
        all.addAll(lanes.agents());
        all.add(lanes.tasks());
        all.add(lanes.canaries(canaries));
        requests.forEach(view -> all.add(lanes.requests(view)));
        all.removeIf(Lane::isEmpty);
        return all.stream().map(lane -> lane.thinned(axis.length() / MOST_MARKS)).toList();
    }

    private Lane phases() {
        List<Event.PhaseEntered> phases = timeline.of(Event.PhaseEntered.class);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            double from = axis.at(phases.get(i).at());
            double to = i + 1 < phases.size() ? axis.at(phases.get(i + 1).at()) : axis.length();
            String name = phases.get(i).phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (to > from) {
                bars.add(new Bar(from, to, i % 2 == 0 ? "phase-even" : "phase-odd", name, false));
            }
        }
        return new Lane("phase", bars, List.of());
    }

    private Lane faults(List<FaultBand> faults) {
        List<Bar> bars = faults.stream()
                .map(band -> new Bar(band.from(), band.to(), "fault", band.label(), band.open()))
                .toList();
        List<Tick> ticks = timeline.of(Event.Injection.class).stream()
                .filter(event -> event.state() == InjectionState.INEFFECTIVE
                        || event.state() == InjectionState.UNDO_FAILED)
                .map(event -> tick(event, "bad", event.step() + ": " + event.state() + ": " + event.detail()))
                .toList();
        return new Lane("fault", bars, ticks);
    }

    private Lane leaders() {
        List<Event.LeaderSeen> seen = timeline.of(Event.LeaderSeen.class);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            String host = seen.get(i).host();
            double to = i + 1 < seen.size() ? axis.at(seen.get(i + 1).at()) : axis.length();
            String text = host.isEmpty() ? "no leader" : host + " leads";
            bars.add(new Bar(axis.at(seen.get(i).at()), to, host.isEmpty() ? "bad" : "calm", text, false));
        }
        return new Lane("leader", bars, List.of());
    }

    /** Only agents that were ever anything but active; where they are too many, the rest share a lane. */
    private List<Lane> agents() {
        Map<String, List<Event.AgentSeen>> byHost = new LinkedHashMap<>();
        for (Event.AgentSeen seen : timeline.of(Event.AgentSeen.class)) {
            byHost.computeIfAbsent(seen.host(), host -> new ArrayList<>()).add(seen);
        }
        List<Lane> lanes = new ArrayList<>();
        List<Bar> rest = new ArrayList<>();
        byHost.forEach((host, seen) -> {
            List<Bar> away = away(seen);
            if (lanes.size() >= MOST_AGENTS) {
                rest.addAll(away);
            } else if (!away.isEmpty()) {
                lanes.add(new Lane("agent " + host, away, List.of()));
            }
        });
        lanes.add(new Lane("other agents", rest, List.of()));
        return lanes;
    }

    private List<Bar> away(List<Event.AgentSeen> seen) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            String state = seen.get(i).state();
            double to = i + 1 < seen.size() ? axis.at(seen.get(i + 1).at()) : axis.length();
            if (!state.equals("active")) {
                String colour = state.equals("inactive") ? "warn" : "bad";
                String text = seen.get(i).host() + " " + state;
                bars.add(new Bar(axis.at(seen.get(i).at()), to, colour, text, false));
            }
        }
        return bars;
    }

    private Lane tasks() {
        List<Tick> ticks = new ArrayList<>();
        for (Event.TaskUpdate update : timeline.of(Event.TaskUpdate.class)) {
            if (LOST.contains(update.state())) {
                ticks.add(tick(update, "bad", update.task() + " " + update.state() + " on " + update.host()));
            }
        }
        for (Event.TaskLaunch launch : timeline.of(Event.TaskLaunch.class)) {
            launch.replaces().ifPresent(lost -> ticks.add(
                    tick(launch, "good", launch.task() + " replaces " + lost + " on " + launch.host())));
        }
        return new Lane("tasks", List.of(), ticks);
    }

    private Lane canaries(List<CanaryFate> canaries) {
        List<Tick> ticks = canaries.stream()
                .filter(canary -> canary.kind() == Kind.LATE || canary.kind() == Kind.NEVER)
                .map(canary -> new Tick(
                        axis.at(canary.due()),
                        canary.kind() == Kind.LATE ? "warn" : "bad",
                        canary.kind() == Kind.LATE
                                ? "canary ran after " + Words.seconds(canary.atLeastSeconds())
                                : "canary never ran: " + canary.detail()))
                .toList();
        return new Lane("canaries", List.of(), ticks);
    }

    private Lane requests(RequestView view) {
        List<Bar> bars = view.violated().stream()
                .map(window -> new Bar(
                        axis.at(window.from()), axis.at(window.to()), "bad", "requests fail: " + view.title(), false))
                .toList();
        return new Lane("requests", bars, List.of());
    }

    private Tick tick(Event event, String colour, String text) {
        return new Tick(axis.at(event.at()), colour, text);
    }
}
