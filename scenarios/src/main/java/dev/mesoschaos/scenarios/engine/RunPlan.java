package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.measure.Floor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a scenario would do, as far as that can be told before a cluster is there.
 *
 * @param skipped why it would be SKIPPED; there are no injections then
 * @param refused why it would end in an ERROR before or at an injection, one sentence each
 * @param network of the cluster, in words
 * @param hosts of the cluster
 * @param lease how long hosts wait for a word of the harness before they undo by themselves
 * @param injections in their order
 * @param waits what the method waits for between them, in words
 * @param floors of the objectives that have one
 * @param least from the steady state to the recovery, when nothing takes time but what the scenario says
 * @param most the same when everything takes as long as it may
 */
public record RunPlan(
        String scenario,
        long seed,
        Optional<String> skipped,
        List<String> refused,
        EvidenceGrade grade,
        String network,
        List<Host> hosts,
        Duration lease,
        List<Injection> injections,
        List<String> waits,
        List<ObjectiveFloor> floors,
        Duration least,
        Duration most) {

    public RunPlan {
        refused = List.copyOf(refused);
        hosts = List.copyOf(hosts);
        injections = List.copyOf(injections);
        waits = List.copyOf(waits);
        floors = List.copyOf(floors);
    }

    /**
     * One injection.
     *
     * @param at from the start of the method, at the earliest
     * @param target how its targets are chosen
     * @param uncertain what the targets depend on besides the seed: those named here are an example then
     * @param targets names of hosts
     * @param blast what is within its reach
     * @param actions what is done, as in the journal
     * @param undo commands on hosts that take it back
     */
    public record Injection(
            String id,
            String step,
            String fault,
            String harm,
            Duration at,
            Duration hold,
            String target,
            Optional<String> uncertain,
            List<String> targets,
            Blast blast,
            List<String> actions,
            List<HostCommand> undo) {
        public Injection {
            targets = List.copyOf(targets);
            actions = List.copyOf(actions);
            undo = List.copyOf(undo);
        }
    }

    /**
     * Blast radius.
     *
     * @param racks with agents among the targets
     * @param tasks of the workload on these agents, if it spreads evenly
     * @param ofTasks all of the workload
     */
    public record Blast(
            int agents, int ofAgents, int masters, int ofMasters, int zookeeper, int ofZookeeper, List<String> racks,
            int tasks, int ofTasks) {
        public Blast {
            racks = List.copyOf(racks);
        }
    }

    /** The floor of an objective, as its bound is written. */
    public record ObjectiveFloor(String indicator, String bound, Floor floor) {}
}
