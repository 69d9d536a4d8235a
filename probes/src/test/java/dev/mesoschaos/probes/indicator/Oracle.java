package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.probes.SlowJournal;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What indicators say of a random run with faults, straight from their definitions. */
final class Oracle {

    private static final Instant END = SlowJournal.END;

    /** For so long masters wait for an agent, see {@link Journals#FACTS}. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Set<String> LOST = Set.of("TASK_UNREACHABLE", "TASK_LOST", "TASK_FAILED", "TASK_GONE",
            "TASK_GONE_BY_OPERATOR", "TASK_DROPPED", "TASK_ERROR", "TASK_UNKNOWN");

    private final SlowJournal journal;
    private final List<Fault> faults;

    /** A fault on one host. */
    private record Fault(String host, boolean silent, Instant injecting, Instant active, Instant undone) {

        boolean brief() {
            return undone.isBefore(active.plus(PATIENCE));
        }

        Instant start(Instant noticed) {
            return noticed.isBefore(active) ? injecting : active;
        }
    }

    /** A time that an indicator is to find; its phases where it has some. */
    record Found(String subject, Duration length, boolean censored, Map<String, Duration> phases) {}

    Oracle(List<Event> events) {
        journal = new SlowJournal(events);
        faults = journal.only(Event.Planned.class, any -> true).stream()
                .map(planned -> new Fault(
                        planned.targets().getFirst(),
                        planned.visibility() == Visibility.AGENT_SILENT,
                        journal.change(planned, InjectionState.INJECTING).orElseThrow().at(),
                        journal.change(planned, InjectionState.ACTIVE).orElseThrow().began(),
                        journal.change(planned, InjectionState.UNDONE).map(Event::at).orElse(Instant.MAX)))
                .sorted(Comparator.comparing(Fault::active))
                .toList();
    }

    /** Whether any fault took effect in a window. */
    boolean faulted(Window window) {
        return faults.stream().anyMatch(fault -> window.contains(fault.active));
    }

    List<Found> detections() {
        List<Found> found = new ArrayList<>();
        for (Fault fault : faults) {
            Predicate<Event.AgentSeen> here = agent -> agent.host().equals(fault.host);
            boolean registered = journal.only(Event.AgentSeen.class, here.and(agent -> agent.at().isBefore(fault.injecting)))
                    .getLast().state().equals("active");
            Optional<Instant> lost = journal.only(Event.AgentSeen.class, here.and(agent -> agent.state().equals("unreachable")
                            && !agent.at().isBefore(fault.injecting) && agent.at().isBefore(until(fault))))
                    .stream().map(Event::at).findFirst();
            if (fault.silent && registered && (lost.isPresent() || !fault.brief())) {
                Instant to = lost.orElse(fault.undone.equals(Instant.MAX) ? END : fault.undone);
                Duration length = Duration.between(fault.start(to), to);
                found.add(new Found(fault.host, length, lost.isEmpty(), Map.of("detected", length)));
            }
        }
        return found;
    }

    /** When the same host falls silent once more, having been back. */
    private Instant until(Fault fault) {
        Instant until = Instant.MAX;
        for (Fault next : faults.reversed()) {
            if (next.silent && next.host.equals(fault.host) && !next.injecting.isBefore(fault.undone)) {
                until = next.injecting;
            }
        }
        return until;
    }

    /** All losses in a window in which there was a fault. */
    List<Found> reschedulings(Window window) {
        Map<String, Found> found = new TreeMap<>();
        List<Fault> inWindow = faults.stream().filter(fault -> window.contains(fault.active)).toList();
        for (String task : journal.launches().keySet()) {
            for (Fault fault : inWindow) {
                boolean taken = fault.silent && fault.host.equals(journal.launches().get(task).host());
                if (taken && journal.running(task, fault.injecting)) {
                    Instant until = until(fault);
                    Instant noticed = lost(task, fault.injecting);
                    noticed = noticed.isBefore(until) ? noticed : Instant.MAX;
                    if (!noticed.equals(Instant.MAX) || !fault.brief() || !lives(task, until.isBefore(END) ? until : END)) {
                        found.putIfAbsent(task + noticed, rescheduling(task, fault.start(noticed), noticed));
                    }
                }
            }
            for (Fault fault : inWindow.reversed()) {
                Instant noticed = lost(task, fault.injecting);
                if (journal.running(task, fault.injecting) && noticed.isBefore(window.to())) {
                    found.putIfAbsent(task + noticed, rescheduling(task, fault.start(noticed), noticed));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private boolean lives(String task, Instant moment) {
        return journal.running(task, moment)
                && (!journal.marks().containsKey(task) || journal.sign(task, moment.minusSeconds(2), moment));
    }

    private Instant lost(String task, Instant from) {
        return first(task, from, LOST::contains);
    }

    private Instant first(String task, Instant from, Predicate<String> state) {
        return journal.updates().getOrDefault(task, List.of()).stream()
                .filter(update -> state.test(update.state()) && !update.at().isBefore(from))
                .map(Event::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private Found rescheduling(String task, Instant start, Instant noticed) {
        String slot = journal.launches().get(task).slot();
        Instant decided = Instant.MAX;
        Instant running = Instant.MAX;
        String back = task;
        for (Event.TaskLaunch launch : journal.only(Event.TaskLaunch.class, one -> one.slot().equals(slot)
                && !one.task().equals(task) && !one.at().isBefore(start))) {
            decided = launch.at().isBefore(decided) ? launch.at() : decided;
        }
        for (Event.TaskLaunch launch : journal.only(Event.TaskLaunch.class, one -> one.slot().equals(slot)
                && !one.task().equals(task) && !one.at().isBefore(start))) {
            Instant runs = first(launch.task(), decided, "TASK_RUNNING"::equals);
            back = runs.isBefore(running) ? launch.task() : back;
            running = runs.isBefore(running) ? runs : running;
        }
        Instant returned = noticed.equals(Instant.MAX) ? Instant.MAX : first(task, noticed, "TASK_RUNNING"::equals);
        if (returned.isBefore(decided)) {
            running = returned;
            decided = Instant.MAX;
            back = task;
        }
        Map<String, Instant> steps = new LinkedHashMap<>();
        steps.put("detected", noticed);
        steps.put("decided", decided);
        if (!running.isAfter(END)) {
            Instant staged = first(back, start, "TASK_STARTING"::equals);
            steps.put("staged", staged.isBefore(running) ? staged : Instant.MAX);
            steps.put("running", running);
            steps.put("healthy", firstSign(back, decided.equals(Instant.MAX) ? start : decided));
        }
        boolean censored = running.isAfter(END);
        return new Found(slot, Duration.between(start, censored ? END : running), censored, phases(start, steps));
    }

    private Instant firstSign(String task, Instant from) {
        return journal.only(Event.TaskMark.class, mark -> mark.task().equals(task) && mark.mark() != Event.Mark.STOP
                        && !mark.at().isBefore(from))
                .stream().map(Event::at).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** Each step that was taken, from the latest of all before it. */
    private static Map<String, Duration> phases(Instant start, Map<String, Instant> steps) {
        Map<String, Duration> phases = new LinkedHashMap<>();
        Instant latest = start;
        for (Map.Entry<String, Instant> step : steps.entrySet()) {
            if (!step.getValue().equals(Instant.MAX)) {
                boolean later = step.getValue().isAfter(latest);
                phases.put(step.getKey(), later ? Duration.between(latest, step.getValue()) : Duration.ZERO);
                latest = later ? step.getValue() : latest;
            }
        }
        return phases;
    }

    /** The largest share of an app's tasks on one rack at any moment; empty when none ever ran. */
    Optional<Double> spread(String app, Window window) {
        Optional<Double> worst = Optional.empty();
        for (Instant moment : SlowJournal.moments(window.from(), window.to())) {
            double[] racks = new double[3];
            double all = 0;
            for (Event.TaskLaunch launch : journal.launches().values()) {
                if (launch.app().equals(app) && journal.running(launch.task(), moment)) {
                    racks[(Integer.parseInt(launch.host().substring(1)) - 1) / 2]++;
                    all++;
                }
            }
            double most = Math.max(racks[0], Math.max(racks[1], racks[2]));
            worst = all == 0 || worst.orElse(0.0) > most / all ? worst : Optional.of(most / all);
        }
        return worst;
    }

    /** From a moment until the steady state held again; at least until the end when it never did. */
    Found recovery(Instant from) {
        List<Event.SteadyState> after = journal.only(Event.SteadyState.class, Event.SteadyState::after);
        boolean back = !after.isEmpty() && after.getLast().met();
        Instant to = back ? after.getLast().since().orElseThrow() : END;
        return new Found("steady state", to.isBefore(from) ? Duration.ZERO : Duration.between(from, to), !back, Map.of());
    }
}
