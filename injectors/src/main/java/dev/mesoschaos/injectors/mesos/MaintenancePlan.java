package dev.mesoschaos.injectors.mesos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Window;

/**
 * Which machines are in maintenance, and when.
 *
 * @param hosts names of their hosts
 * @param in how long after the injection the window begins
 * @param length how long the window lasts
 * @param down whether the machines go down at once, instead of only being announced
 * @param holds what keeps the agents of such machines from being started again
 * @param machines how the masters know them; empty until the cluster was surveyed
 * @param start when the window begins; empty until the cluster was surveyed
 */
public record MaintenancePlan(
        List<String> hosts,
        Duration in,
        Duration length,
        boolean down,
        Holds holds,
        List<Machine> machines,
        Optional<Instant> start) {

    public MaintenancePlan {
        hosts = List.copyOf(hosts);
        machines = List.copyOf(machines);
    }

    /**
     * A machine as its agent is registered; both names must fit (mesos-facts 7).
     *
     * @param host name of the host
     */
    public record Machine(String host, String hostname, String ip) {

        MachineID id() {
            return MachineID.newBuilder().setHostname(hostname).setIp(ip).build();
        }

        boolean is(MachineID id) {
            return hostname.equalsIgnoreCase(id.getHostname()) && ip.equals(id.getIp());
        }
    }

    boolean isAbout(MachineID id) {
        return machines.stream().anyMatch(machine -> machine.is(id));
    }

    List<MachineID> ids() {
        return machines.stream().map(Machine::id).toList();
    }

    /** When the machines are away; to the nanosecond, by which the window is told from those of others. */
    Unavailability unavailability() {
        Instant begins = start.orElseThrow();
        return Unavailability.newBuilder()
                .setStart(TimeInfo.newBuilder().setNanoseconds(begins.getEpochSecond() * 1_000_000_000L + begins.getNano()))
                .setDuration(DurationInfo.newBuilder().setNanoseconds(length.toNanos()))
                .build();
    }

    /** The machines of a window that are in it because of this plan. */
    List<MachineID> ours(Window window) {
        return window.getUnavailability().equals(unavailability())
                ? window.getMachineIdsList().stream().filter(this::isAbout).toList()
                : List.of();
    }
}
