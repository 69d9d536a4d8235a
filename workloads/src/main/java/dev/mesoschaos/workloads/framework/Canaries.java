package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.journal.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The canaries under way. Belongs to one thread. */
final class Canaries {

    /** An update that arrived in time may still wait in a queue when the deadline passes. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** How many of the last places count for the spread: more would send all canaries to a rack that comes back. */
    private static final int REMEMBERED_PLACES = 12;

    private final Map<String, Canary> byId = new LinkedHashMap<>();
    private final Map<String, Canary> byTask = new HashMap<>();
    private final Set<Instance> tasks = new HashSet<>();
    private final Deque<Agent> places = new ArrayDeque<>();

    void add(Canary canary) {
        byId.put(canary.id(), canary);
    }

    /** What should be launched now: no more at once than may be, so that users are left what is theirs. */
    List<Want> wants(Instant now) {
        List<Want> wants = new ArrayList<>();
        long underWay = tasks.stream().filter(Instance::isAlive).count();
        for (Canary canary : byId.values()) {
            Optional<Want> want = canary.want(now);
            boolean wait = underWay + wants.size() >= canary.atOnce();
            want.ifPresent(wanted -> canary.holdBack(wait));
            want.filter(wanted -> !wait).ifPresent(wants::add);
        }
        return wants;
    }

    /** Takes note of the launch of a canary. */
    void launched(Instance task) {
        Canary canary = byId.get(task.slot());
        canary.launched(task);
        byTask.put(task.task(), canary);
        tasks.add(task);
        places.addLast(task.agent());
        if (places.size() > REMEMBERED_PLACES) {
            places.removeFirst();
        }
    }

    /** A task of a canary changed; the outcome to be written, when that is it. */
    Optional<Event.Canary> changed(Instance task, Instant at) {
        Canary canary = byTask.get(task.task());
        Optional<Event.Canary> outcome = canary.changed(task, at);
        if (canary.isOver()) {
            byId.remove(canary.id());
        }
        return outcome;
    }

    /** Whether a task is alive and does nobody any good. */
    boolean isTooMany(Instance task) {
        return byTask.get(task.task()).isTooMany(task);
    }

    /** The outcomes of canaries whose time is up. */
    List<Event.Canary> expired(Instant now, boolean subscribed) {
        List<Event.Canary> outcomes = new ArrayList<>();
        for (Canary canary : List.copyOf(byId.values())) {
            canary.expired(now, GRACE, subscribed).ifPresent(outcomes::add);
            if (canary.isOver()) {
                byId.remove(canary.id());
            }
        }
        return outcomes;
    }

    /** Forgets a task that has ended. */
    void forget(Instance task) {
        byTask.remove(task.task());
        tasks.remove(task);
    }

    /** Where the last canaries were sent. */
    List<Agent> placed() {
        return List.copyOf(places);
    }
}
