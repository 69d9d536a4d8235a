package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.probes.RandomRun;
import dev.mesoschaos.probes.SlowJournal;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What invariants say of a {@link RandomRun}, straight from their definitions. Each answer is the beginnings of the
 * sentences that must be found.
 */
final class Oracle {

    private static final Set<String> OVER = Set.of("TASK_UNREACHABLE", "TASK_LOST", "TASK_FAILED", "TASK_GONE",
            "TASK_GONE_BY_OPERATOR", "TASK_DROPPED", "TASK_ERROR", "TASK_UNKNOWN", "TASK_FINISHED", "TASK_KILLED");
    private static final Set<String> FORGOTTEN = Set.of("TASK_UNKNOWN", "TASK_GONE", "TASK_DROPPED", "TASK_LOST");
    private static final Instant END = SlowJournal.END;

    private final SlowJournal journal;
    private final Map<String, Set<String>> slots = new TreeMap<>();

    Oracle(List<Event> events) {
        journal = new SlowJournal(events);
        slots.putAll(journal.slots());
        // Where an HTTP server should have spoken, and none of its app ever did, nothing is known for sure.
        slots.keySet().removeIf(slot -> !slot.startsWith("job") && !speaks(slot));
    }

    /** Whether any task of the app of an instance was ever heard. */
    private boolean speaks(String slot) {
        String app = slot.substring(0, slot.indexOf('.'));
        return journal.marks().keySet().stream().anyMatch(task -> task.startsWith(app));
    }

    List<String> lostTasks() {
        List<String> found = new ArrayList<>();
        Instant secondAgo = END.minusSeconds(1);
        Instant twoSecondsAgo = END.minusSeconds(2);
        slots.forEach((slot, tasks) -> {
            if (tasks.stream().noneMatch(task -> journal.running(task, END))) {
                found.add(slot + " has no running task at the end");
            }
            for (String task : tasks) {
                boolean speaks = speaks(slot);
                boolean saidStop = lastMarkIsStop(task);
                if (speaks && journal.running(task, END) && journal.running(task, twoSecondsAgo)
                        && (saidStop || !journal.sign(task, twoSecondsAgo, END))) {
                    found.add(slot + ": Mesos says that " + task + " runs");
                }
                if (speaks && !journal.running(task, END) && !journal.running(task, secondAgo)
                        && !saidStop && journal.sign(task, secondAgo, END)) {
                    found.add(slot + ": " + task + " lives");
                }
            }
        });
        return found;
    }

    List<String> duplicateTasks() {
        List<String> found = new ArrayList<>();
        slots.forEach((slot, tasks) -> {
            boolean twice = SlowJournal.moments(recovered(), END).stream()
                    .anyMatch(moment -> tasks.stream().filter(task -> journal.alive(task, moment)).count() > 1);
            if (twice) {
                found.add(slot + " is alive twice");
            }
        });
        return found;
    }

    List<String> zombies() {
        List<String> found = new ArrayList<>();
        journal.marks().forEach((task, said) -> {
            boolean launched = journal.launches().containsKey(task);
            boolean zombie = said.stream()
                    .filter(mark -> mark.mark() != Event.Mark.STOP)
                    .map(Event.TaskMark::at)
                    .filter(sign -> !sign.isBefore(recovered()) && !sign.isAfter(END))
                    .anyMatch(sign -> !launched || SlowJournal.moments(sign.minusSeconds(1), sign.plusSeconds(1)).stream()
                            .allMatch(moment -> OVER.contains(journal.state(task, moment))));
            if (zombie) {
                found.add(launched ? task + " on " + journal.launches().get(task).host() + " lives" : task + " lives");
            }
        });
        return found;
    }

    List<String> uneven() {
        List<String> found = new ArrayList<>();
        boolean steady = !journal.only(Event.SteadyState.class, state -> !state.after()).isEmpty();
        for (String app : List.of("web", "job")) {
            if (steady && even(app, Journals.at(RandomRun.STEADY)) && !even(app, END)) {
                found.add(app + " is not spread evenly");
            }
        }
        return found;
    }

    private boolean even(String app, Instant moment) {
        List<Integer> racks = new ArrayList<>(List.of(0, 0, 0));
        journal.launches().forEach((task, launch) -> {
            if (launch.app().equals(app) && journal.running(task, moment)) {
                int rack = (Integer.parseInt(launch.host().substring(1)) - 1) / 2;
                racks.set(rack, racks.get(rack) + 1);
            }
        });
        return Collections.max(racks) > 0 && Collections.max(racks) - Collections.min(racks) <= 1;
    }

    List<String> onDraining() {
        List<String> found = new ArrayList<>();
        for (Event.Planned drain : faults(Visibility.TASKS_DRAINED)) {
            Window held = new Window(journal.change(drain, InjectionState.ACTIVE).orElseThrow().at(),
                    journal.change(drain, InjectionState.UNDOING).map(Event::at).orElse(END));
            String host = drain.targets().getFirst();
            launchedOn(host, held).forEach(task -> found.add(task + " was launched on " + host));
            journal.launches().forEach((task, launch) -> {
                boolean runs = SlowJournal.moments(held.from(), held.to()).stream().anyMatch(moment -> journal.running(task, moment));
                if (launch.host().equals(host) && (runs || journal.sign(task, held.from().plusSeconds(1), held.to()))) {
                    found.add(task + " runs on " + host);
                }
            });
        }
        return found;
    }

    List<String> offeredWhileLost() {
        List<String> found = new ArrayList<>();
        for (Event.Planned fault : faults(Visibility.AGENT_SILENT)) {
            String host = fault.targets().getFirst();
            Window held = new Window(journal.change(fault, InjectionState.INJECTING).orElseThrow().at(),
                    journal.change(fault, InjectionState.UNDOING).map(Event::at).orElse(END));
            List<Event.AgentSeen> seen = journal.only(Event.AgentSeen.class, agent -> agent.host().equals(host) && held.contains(agent.at()));
            seen.stream().filter(agent -> agent.state().equals("unreachable")).findFirst().ifPresent(lost -> {
                if (seen.stream().anyMatch(agent -> agent.state().equals("active") && !agent.at().isBefore(lost.at()))) {
                    found.add(host + " was offered");
                }
                launchedOn(host, new Window(lost.at(), held.to()))
                        .forEach(task -> found.add(task + " was launched on " + host));
            });
        }
        return found;
    }

    List<String> forgotten() {
        List<String> found = new ArrayList<>();
        journal.updates().forEach((task, said) -> {
            boolean forgotten = false;
            for (int vouched = 0; vouched < said.size(); vouched++) {
                for (int denied = vouched + 1; denied < said.size(); denied++) {
                    forgotten |= said.get(vouched).state().equals("TASK_RUNNING")
                            && said.subList(vouched + 1, denied).stream().noneMatch(word -> OVER.contains(word.state()))
                            && FORGOTTEN.contains(said.get(denied).state())
                            && said.get(denied).reason().equals("REASON_RECONCILIATION");
                }
            }
            if (forgotten) {
                found.add(task + " was said to run");
            }
        });
        return found;
    }

    List<String> logged() {
        List<String> found = new ArrayList<>();
        for (Event.LogsRead read : journal.only(Event.LogsRead.class, any -> true)) {
            read.matches().forEach(line -> found.add(line.file() + ":" + line.line() + ": " + line.text()));
        }
        return found;
    }

    /** From when on all should be well. */
    Instant recovered() {
        Instant lastMoment = END.minusSeconds(1);
        List<Event.SteadyState> states = journal.only(Event.SteadyState.class, any -> true);
        boolean back = !states.isEmpty() && states.getLast().after() && states.getLast().met()
                && states.getLast().at().isBefore(lastMoment);
        return back ? states.getLast().at() : lastMoment;
    }

    private List<Event.Planned> faults(Visibility visibility) {
        return journal.only(Event.Planned.class, planned -> planned.visibility() == visibility);
    }

    private List<String> launchedOn(String host, Window window) {
        List<String> found = new ArrayList<>();
        journal.only(Event.TaskLaunch.class, launch -> launch.host().equals(host) && window.contains(launch.at()))
                .forEach(launch -> found.add(launch.task()));
        journal.only(Event.Canary.class, canary -> canary.host().equals(host) && canary.launched().stream().anyMatch(window::contains))
                .forEach(canary -> found.add(canary.task()));
        return found;
    }

    private boolean lastMarkIsStop(String task) {
        Event.Mark last = Event.Mark.START;
        for (Event.TaskMark mark : journal.marks().getOrDefault(task, List.of())) {
            last = mark.at().isAfter(END) ? last : mark.mark();
        }
        return last == Event.Mark.STOP;
    }
}
