package dev.mesoschaos.testbed.master.maintenance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/**
 * The machines of a schedule: UP ones are not in it, DRAINING ones are, DOWN ones are in it and taken down (mesos-facts
 * section 7, "Maintenance").
 */
public record Machines(Schedule schedule, Set<MachineID> down) {

    /** Copies. */
    public Machines {
        down = Set.copyOf(down);
    }

    /** Whether an agent with that host name and connection address is on the machine. */
    public static boolean isOn(MachineID machine, String hostname, String ip) {
        return machine.getHostname().equalsIgnoreCase(hostname) && machine.getIp().equals(ip);
    }

    /** All machines of the schedule. */
    public List<MachineID> scheduled() {
        return schedule.getWindowsList().stream().flatMap(window -> window.getMachineIdsList().stream()).toList();
    }

    /** The machines of the schedule that are still up. */
    public List<MachineID> draining() {
        return scheduled().stream().filter(machine -> !down.contains(machine)).toList();
    }

    /** The machine of the schedule on which an agent is. */
    public Optional<MachineID> of(String hostname, String ip) {
        return scheduled().stream().filter(machine -> isOn(machine, hostname, ip)).findFirst();
    }

    /** Whether agents there are to be refused. */
    public boolean isDown(String hostname, String ip) {
        return of(hostname, ip).filter(down::contains).isPresent();
    }

    /** When an agent is planned to be away. */
    public Optional<Unavailability> unavailability(String hostname, String ip) {
        return schedule.getWindowsList().stream()
                .filter(window -> window.getMachineIdsList().stream().anyMatch(machine -> isOn(machine, hostname, ip)))
                .map(Window::getUnavailability)
                .findFirst();
    }

    /** What is wrong with a schedule that is to replace this one, in the words of Mesos. */
    public Optional<String> problem(Schedule next) {
        Set<MachineID> seen = new LinkedHashSet<>();
        for (Window window : next.getWindowsList()) {
            if (window.getMachineIdsCount() == 0) {
                return Optional.of("List of machines in the maintenance window is empty");
            }
            Optional<String> problem = problem(window.getMachineIdsList(), seen)
                    .or(() -> negative(window.getUnavailability()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return down.stream()
                .filter(machine -> !seen.contains(machine))
                .findFirst()
                .map(machine -> name(machine) + " is deactivated and cannot be removed from the schedule");
    }

    private static Optional<String> negative(Unavailability unavailability) {
        return unavailability.hasDuration() && unavailability.getDuration().getNanoseconds() < 0
                ? Optional.of("Unavailability 'duration' is negative")
                : Optional.empty();
    }

    private static Optional<String> problem(List<MachineID> machines, Set<MachineID> seen) {
        for (MachineID machine : machines) {
            if (machine.getHostname().isEmpty() && machine.getIp().isEmpty()) {
                return Optional.of("Both 'hostname' and 'ip' for a machine are empty");
            }
            if (!seen.add(machine)) {
                return Optional.of(name(machine) + " appears more than once in the schedule");
            }
        }
        return Optional.empty();
    }

    /**
     * Why machines cannot be taken down.
     *
     * @param known whether some agent is on a machine that is not in the schedule
     */
    public Optional<String> problemOfStart(List<MachineID> machines, Predicate<MachineID> known) {
        return problem(machines, known, draining(), "is not in DRAINING mode and cannot be brought down");
    }

    /** Why machines cannot be brought up again. */
    public Optional<String> problemOfStop(List<MachineID> machines, Predicate<MachineID> known) {
        return problem(machines, known, down, "is not in DOWN mode and cannot be brought up");
    }

    private Optional<String> problem(
            List<MachineID> machines,
            Predicate<MachineID> known,
            Collection<MachineID> allowed,
            String otherwise) {
        if (machines.isEmpty()) {
            return Optional.of("List of machines is empty");
        }
        return problem(machines, new LinkedHashSet<>()).or(() -> machines.stream()
                .filter(machine -> !allowed.contains(machine))
                .findFirst()
                .map(machine -> name(machine)
                        + (scheduled().contains(machine) || known.test(machine)
                                ? " " + otherwise
                                : " is not part of a maintenance schedule")));
    }

    /** With machines down. */
    public Machines start(List<MachineID> machines) {
        Set<MachineID> more = new LinkedHashSet<>(down);
        more.addAll(machines);
        return new Machines(schedule, more);
    }

    /** With machines up, and out of the schedule. */
    public Machines stop(List<MachineID> machines) {
        Set<MachineID> fewer = new LinkedHashSet<>(down);
        machines.forEach(fewer::remove);
        List<Window> windows = new ArrayList<>();
        for (Window window : schedule.getWindowsList()) {
            List<MachineID> rest = window.getMachineIdsList().stream().filter(m -> !machines.contains(m)).toList();
            if (!rest.isEmpty()) {
                windows.add(window.toBuilder().clearMachineIds().addAllMachineIds(rest).build());
            }
        }
        return new Machines(Schedule.newBuilder().addAllWindows(windows).build(), fewer);
    }

    private static String name(MachineID machine) {
        List<String> fields = new ArrayList<>();
        if (machine.hasHostname()) {
            fields.add("\"hostname\":\"" + machine.getHostname() + "\"");
        }
        if (machine.hasIp()) {
            fields.add("\"ip\":\"" + machine.getIp() + "\"");
        }
        return "Machine '{" + String.join(",", fields) + "}'";
    }
}
