package dev.mesoschaos.scenarios.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.verdict.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Undoes, from a new process, what a run that died left open; all it needs is that run's journal. */
public final class UndoReplay {

    private final Plugins plugins;
    private final Clock clock;

    public UndoReplay(Plugins plugins, Clock clock) {
        this.plugins = plugins;
        this.clock = clock;
    }

    /**
     * Undoes everything open, the last injection first, and appends to the journal what came of it.
     *
     * @param run the run's directory
     * @return how many injections were open, and how many of them still are
     * @throws IOException when the journal cannot be read or written
     * @throws ClusterException when the run is still going on, or its cluster cannot be reached
     */
    public Outcome replay(Path run) throws IOException {
        Timeline timeline = JournalReader.read(run);
        List<Event.Planned> open = Ledger.open(timeline);
        if (open.isEmpty()) {
            return new Outcome(0, 0);
        }
        Event.RunStarted started = timeline.of(Event.RunStarted.class).getFirst();
        Event.ClusterOpened opened = timeline.last(Event.ClusterOpened.class).orElseThrow();
        ClusterProvider provider = provider(started.clusterKind());
        Optional<Cluster> cluster = provider.reopen(opened.clusterId(), started.settings());
        int left = 0;
        try (Journal journal = Journal.append(run.resolve(JournalReader.FILE))) {
            for (Event.Planned planned : open) {
                if (cluster.isEmpty()) {
                    journal.recordDurably(gone(planned));
                } else if (!injection(started, planned, cluster.get(), journal).undo()) {
                    left++;
                }
            }
        } finally {
            cluster.ifPresent(Cluster::close);
        }
        return new Outcome(open.size(), left);
    }

    private Event.Injection gone(Event.Planned planned) {
        return new Event.Injection(
                clock.now(),
                planned.id(),
                planned.step(),
                InjectionState.UNDONE,
                "the cluster is gone, and everything on it",
                Optional.empty());
    }

    private OpenInjection<?> injection(
            Event.RunStarted run, Event.Planned planned, Cluster cluster, Journal journal) {
        FaultType<?> type = plugins.faults().get(planned.fault());
        if (type == null) {
            throw new ClusterException("this build has no fault '" + planned.fault()
                    + "': undo with the build that injected it");
        }
        return injection(run, type, planned, cluster, journal);
    }

    private <P> OpenInjection<P> injection(
            Event.RunStarted run, FaultType<P> type, Event.Planned planned, Cluster cluster, Journal journal) {
        try {
            P plan = JournalJson.mapper().treeToValue(planned.plan(), type.planType());
            LiveFaultContext context = new LiveFaultContext(cluster, clock, journal, Optional.empty());
            Leases leases = new Leases(
                    cluster, run.runId(), planned.id(), type.undoOnHosts(plan), Leases.length(run.settings()));
            return new OpenInjection<>(planned.id(), planned.step(), type, plan, List.of(), context, leases, journal, () -> true);
        } catch (JsonProcessingException e) {
            throw new ClusterException("the plan of " + planned.id() + " cannot be read by this build: "
                    + e.getOriginalMessage(), e);
        }
    }

    private ClusterProvider provider(String kind) {
        ClusterProvider provider = plugins.clusters().get(kind);
        if (provider == null) {
            throw new ClusterException("this build knows no cluster '" + kind + "'");
        }
        return provider;
    }

    /**
     * What came of an undo.
     *
     * @param open injections that were open
     * @param left how many of them still are
     */
    public record Outcome(int open, int left) {}
}
