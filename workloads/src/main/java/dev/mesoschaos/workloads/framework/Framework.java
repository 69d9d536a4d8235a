package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * All decisions of the framework: what was heard goes in, calls for the master and events for the journal come out.
 * Belongs to one thread; moments are given and never go back.
 */
final class Framework {

    private static final Duration RECONCILE_EVERY = Duration.ofSeconds(15);
    private static final Duration RECONCILE_SLOW_LAUNCH = Duration.ofSeconds(3);

    private static final Duration REFUSE_USELESS = Duration.ofHours(1);

    private final Recorder recorder;
    private final Consumer<Call> master;
    private final Fleet fleet;
    private final OfferPool pool;
    private final Slots slots;
    private final Canaries canaries = new Canaries();
    private final Map<String, Instance> tasks = new LinkedHashMap<>();
    private final Set<String> strangers = new HashSet<>();
    private final Executioner executioner;
    private final Matcher matcher;
    private Optional<String> leader = Optional.empty();
    private Instant reconciled = Instant.EPOCH;
    private boolean subscribed;
    private boolean closing;

    Framework(
            List<AppSpec> apps,
            Topology topology,
            Recorder recorder,
            Consumer<Call> master,
            OfferPool pool,
            Instant now) {
        this.pool = pool;
        this.recorder = recorder;
        this.master = master;
        this.fleet = new Fleet(topology);
        this.slots = new Slots(apps, now);
        this.executioner = new Executioner(master);
        this.matcher = new Matcher(pool, fleet, slots, canaries, master);
    }

    /** The stream is up; offers made before are void, and updates may have been missed. */
    void subscribed(String host, Instant now) {
        if (leader.filter(host::equals).isEmpty()) {
            recorder.record(new Event.LeaderSeen(now, host));
            leader = Optional.of(host);
        }
        subscribed = true;
        pool.clear();
        slots.subscribed(now);
        reconcile(now);
    }

    /** The stream is down: nobody can be asked for anything. */
    void gap(String why, Instant now) {
        subscribed = false;
        pool.clear();
        leader.ifPresent(host -> recorder.record(new Event.LeaderSeen(now, "")));
        leader = Optional.empty();
        recorder.record(new Event.Note(now, "the framework lost its stream: " + why));
    }

    /** Gives back offers that it will never use. */
    void useless(List<String> offers) {
        if (!offers.isEmpty()) {
            master.accept(new Call.Decline(offers, REFUSE_USELESS));
        }
    }

    void offers(List<Offered> offers, Instant now) {
        for (Offered offer : offers) {
            seen(offer.agent(), now);
            pool.add(offer);
        }
        match(now);
    }

    void rescinded(String offer) {
        pool.rescinded(offer);
    }

    /** The master holds an agent for lost. */
    void agentLost(String agentId, Instant now) {
        pool.lost(agentId);
        fleet.absent(agentId).ifPresent(host -> recorder.record(new Event.AgentSeen(now, host, "unreachable")));
    }

    /** A task status arrived. Every one with a uuid is acknowledged, also when it says nothing new. */
    void update(Update update, Instant now) {
        Optional<Instance> task = Optional.ofNullable(tasks.get(update.task()));
        if (task.isEmpty()) {
            unknown(update, now);
        } else if (task.get().isNews(update)) {
            news(task.get(), update, now);
        }
        if (!update.uuid().isEmpty()) {
            master.accept(new Call.Acknowledge(update.task(), update.agent(), update.uuid()));
        }
        match(now);
    }

    private void news(Instance task, Update update, Instant now) {
        boolean canary = task.app().equals(Canary.APP);
        if (!canary) {
            recorder.record(new Event.TaskUpdate(
                    update.at(),
                    task.app(),
                    task.slot(),
                    task.task(),
                    task.agent().host(),
                    update.state().name(),
                    update.source(),
                    update.reason(),
                    update.message(),
                    update.statusAt()));
        }
        task.apply(update.state());
        if (task.stage() == Instance.Stage.UNREACHABLE) {
            agentLost(task.agent().id(), now);
        } else if (update.reason().equals("REASON_AGENT_REREGISTERED")) {
            seen(task.agent(), now);
        }
        changed(task, update.at(), now);
    }

    private void changed(Instance task, Instant at, Instant now) {
        if (executioner.isDoomed(task) && task.stage() == Instance.Stage.RUNNING) {
            executioner.kill(task, now);
        }
        if (task.app().equals(Canary.APP)) {
            canaries.changed(task, at).ifPresent(recorder::record);
            if (canaries.isTooMany(task)) {
                executioner.doom(task, now);
            }
            if (task.stage() == Instance.Stage.ENDED) {
                canaries.forget(task);
                tasks.remove(task.task());
            }
        } else if (!executioner.isDoomed(task)) {
            slots.changed(task, now).ifPresent(tooMany -> executioner.doom(tooMany, now));
        }
    }

    /** A task this framework does not know, such as a canary of long ago: nobody needs it. */
    private void unknown(Update update, Instant now) {
        boolean alive = update.state() == TaskState.TASK_RUNNING || update.state() == TaskState.TASK_STARTING;
        if (alive) {
            if (strangers.add(update.task())) {
                recorder.record(new Event.Note(now, "killing " + update.task() + ", which nobody needs any more"));
            }
            master.accept(new Call.Kill(update.task(), update.agent()));
        }
    }

    void canary(Canary canary, Instant now) {
        canaries.add(canary);
        match(now);
    }

    /**
     * Launches certainly did not reach the master. One of which that is not certain is left to reconciliation.
     */
    void notLaunched(List<Launch> launches, String why, Instant now) {
        recorder.record(new Event.Note(now, "a launch did not reach the master: " + why));
        for (Launch launch : launches) {
            Instance task = tasks.get(launch.task());
            if (task != null && task.stage() == Instance.Stage.LAUNCHING) {
                task.apply(TaskState.TASK_DROPPED);
                changed(task, now, now);
            }
        }
        match(now);
    }

    /** To be called some times a second: deadlines, repetitions, reconciliation. */
    void tick(Instant now) {
        canaries.expired(now, subscribed).forEach(recorder::record);
        tasks.values().stream()
                .filter(task -> task.app().equals(Canary.APP) && canaries.isTooMany(task))
                .forEach(task -> executioner.doom(task, now));
        slots.overdue(now).forEach(task -> {
            recorder.record(new Event.Note(now, task.task() + " did not start in time and is replaced"));
            executioner.doom(task, now);
        });
        if (subscribed) {
            executioner.repeat(now);
            if (reconciliationIsDue(now)) {
                reconcile(now);
            }
        }
        match(now);
    }

    /** Wants an app no more: its tasks are killed, those too that are out of reach and come back. */
    void delete(String app, Instant now) {
        slots.delete(app);
        unended(app).forEach(task -> executioner.doom(task, now));
    }

    /** Wants an app from now on. */
    void deploy(AppSpec app, Instant now) {
        slots.add(app, now);
        match(now);
    }

    /** The apps that are wanted. */
    List<AppSpec> deployed() {
        return slots.apps();
    }

    /** Tasks that have not ended, by app. */
    Map<String, List<String>> unended() {
        return tasks.values().stream()
                .filter(task -> task.stage() != Instance.Stage.ENDED)
                .collect(Collectors.groupingBy(
                        Instance::app, Collectors.mapping(Instance::task, Collectors.toUnmodifiableList())));
    }

    private List<Instance> unended(String app) {
        return tasks.values().stream()
                .filter(task -> task.app().equals(app) && task.stage() != Instance.Stage.ENDED)
                .toList();
    }

    /** Kills every task and launches no more. */
    void close(Instant now) {
        closing = true;
        tasks.values().stream().filter(Instance::isAlive).forEach(task -> executioner.doom(task, now));
    }

    /** Whether it was closed and no task is alive as far as the master knows. */
    boolean isStopped() {
        return closing && tasks.values().stream().noneMatch(Instance::isAlive);
    }

    /** The running instances of each app. */
    Map<String, List<Instance>> running() {
        return slots.running();
    }

    int missing() {
        return slots.missing();
    }

    /** What keeps the apps and the fleet from being as they should, one sentence each. */
    List<String> unsettled() {
        List<String> wrong = new ArrayList<>();
        if (slots.missing() > 0) {
            wrong.add(slots.missing() + " instance(s) not running");
        }
        long tooMany = executioner.alive().filter(task -> !task.app().equals(Canary.APP)).count();
        if (tooMany > 0) {
            wrong.add(tooMany + " instance(s) one too many, being killed");
        }
        fleet.lost().forEach(host -> wrong.add("agent " + host + " is lost to the master"));
        return wrong;
    }

    private void match(Instant now) {
        if (!subscribed || closing) {
            return;
        }
        for (Call.Accept accept : matcher.match(now)) {
            accept.launches().forEach(launch -> launched(launch, now));
            master.accept(accept);
        }
        matcher.settle(now);
    }

    private void launched(Launch launch, Instant now) {
        Instance task = new Instance(launch, now);
        tasks.put(task.task(), task);
        if (task.app().equals(Canary.APP)) {
            canaries.launched(task);
            return;
        }
        slots.launched(task);
        recorder.record(new Event.TaskLaunch(
                now, task.app(), task.slot(), task.task(), task.agent().host(), slots.replaces(task.slot()),
                launch.port().stream().boxed().findFirst()));
    }

    private void seen(Agent agent, Instant now) {
        if (fleet.present(agent)) {
            recorder.record(new Event.AgentSeen(now, agent.host(), "active"));
        }
    }

    /** Silence is no answer: a task the master says nothing about stays as it is and is asked about again. */
    private void reconcile(Instant now) {
        Map<String, String> open = tasks.values().stream()
                .filter(task -> task.stage() != Instance.Stage.ENDED)
                .collect(Collectors.toMap(Instance::task, task -> task.agent().id()));
        if (!open.isEmpty()) {
            master.accept(new Call.Reconcile(open));
        }
        reconciled = now;
    }

    private boolean reconciliationIsDue(Instant now) {
        boolean slowLaunch = tasks.values().stream().anyMatch(task -> task.stage() == Instance.Stage.LAUNCHING
                && now.isAfter(task.launched().plus(RECONCILE_SLOW_LAUNCH)));
        return !now.isBefore(reconciled.plus(slowLaunch ? RECONCILE_SLOW_LAUNCH : RECONCILE_EVERY));
    }
}
