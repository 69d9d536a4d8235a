package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.master.maintenance.Machines;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;

/** What operators plan to do with machines, and do (mesos-facts section 7, statements 60 to 62). */
final class Maintenance {

    private static final String DOWN = "Operator initiated 'Machine DOWN'";

    private final Cluster cluster;
    private final Offers offers;
    private final InverseOffers inverseOffers;
    private final AgentRemoval removal;
    private final Registrar registrar;

    Maintenance(Parts parts, AgentRemoval removal, Registrar registrar) {
        this.cluster = parts.cluster();
        this.offers = parts.offers();
        this.inverseOffers = parts.inverseOffers();
        this.removal = removal;
        this.registrar = registrar;
    }

    /**
     * Replaces the schedule. All agents' offers are taken back, so that the next ones say when agents will be away.
     *
     * @throws Refusal when the schedule is not valid
     */
    void update(Schedule schedule, Consumer<Response> answer) {
        refuse(cluster.machines().problem(schedule));
        registrar.apply(registry -> registry.maintain(schedule, registry.down()), () -> {
            answer.accept(Response.empty(200));
            for (RegisteredAgent agent : cluster.agents().values()) {
                offers.rescindOf(agent);
                inverseOffers.rescindOf(agent);
            }
            offers.allocate();
        });
    }

    /**
     * Takes machines down: their agents are shut down and refused until {@link #stop}.
     *
     * @throws Refusal when one of them is not draining
     */
    void start(List<MachineID> machines, Consumer<Response> answer) {
        refuse(cluster.machines().problemOfStart(machines, this::hasAgent));
        registrar.apply(
                registry -> registry.maintain(
                        registry.schedule(),
                        new Machines(registry.schedule(), registry.down()).start(machines).down()),
                () -> {
                    answer.accept(Response.empty(200));
                    on(machines).forEach(agent -> {
                        agent.send(new MasterMessage.Shutdown(DOWN));
                        removal.removed(agent, DOWN, Optional.empty(), () -> {});
                    });
                },
                why -> answer.accept(Response.text(500, why)));
    }

    /**
     * Brings machines up again and takes them out of the schedule.
     *
     * @throws Refusal when one of them is not down
     */
    void stop(List<MachineID> machines, Consumer<Response> answer) {
        refuse(cluster.machines().problemOfStop(machines, this::hasAgent));
        registrar.apply(
                registry -> {
                    Machines next = new Machines(registry.schedule(), registry.down()).stop(machines);
                    return registry.maintain(next.schedule(), next.down());
                },
                () -> answer.accept(Response.empty(200)),
                why -> answer.accept(Response.text(500, why)));
    }

    Schedule schedule() {
        return cluster.machines().schedule();
    }

    ClusterStatus status() {
        ClusterStatus.Builder status =
                ClusterStatus.newBuilder().addAllDownMachines(cluster.machines().down());
        for (MachineID machine : cluster.machines().draining()) {
            ClusterStatus.DrainingMachine.Builder draining =
                    ClusterStatus.DrainingMachine.newBuilder().setId(machine);
            on(List.of(machine)).forEach(agent -> draining.addAllStatuses(inverseOffers.answers(agent)));
            status.addDrainingMachines(draining);
        }
        return status.build();
    }

    private boolean hasAgent(MachineID machine) {
        return !on(List.of(machine)).isEmpty();
    }

    private List<RegisteredAgent> on(List<MachineID> machines) {
        return cluster.agents().values().stream()
                .filter(agent -> machines.stream()
                        .anyMatch(machine -> Machines.isOn(machine, agent.info().getHostname(), agent.ip())))
                .toList();
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new Refusal(400, text);
        });
    }
}
