package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.OperatorClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/**
 * The window of a plan in the maintenance schedule, which belongs to all operators together and can be replaced as a whole
 * only: each change reads it first, and leaves the windows of others as they are.
 */
final class OwnWindow {

    private final MaintenancePlan plan;

    OwnWindow(MaintenancePlan plan) {
        this.plan = plan;
    }

    /** The machines of the plan that are in a window of it. */
    List<MachineID> scheduled(Schedule schedule) {
        return schedule.getWindowsList().stream().flatMap(window -> plan.ours(window).stream()).toList();
    }

    /** One of the plan's machines that stands in anybody's window. */
    static Optional<MachineID> taken(MaintenancePlan plan, Schedule schedule) {
        return schedule.getWindowsList().stream()
                .flatMap(window -> window.getMachineIdsList().stream())
                .filter(plan::isAbout)
                .findFirst();
    }

    /** Adds the window to the schedule. */
    void put(OperatorClient client) {
        Schedule schedule = client.maintenance().schedule();
        client.maintenance().update(schedule.toBuilder()
                .addWindows(Window.newBuilder().addAllMachineIds(plan.ids()).setUnavailability(plan.unavailability()))
                .build());
    }

    /** Brings the window's machines up, and takes the window out of the schedule. Nothing happens where there is none. */
    void remove(OperatorClient client) {
        List<MachineID> ours = scheduled(client.maintenance().schedule());
        List<MachineID> down = client.maintenance().status().getDownMachinesList().stream().filter(ours::contains).toList();
        if (!down.isEmpty()) {
            // Takes them out of the schedule, too.
            client.maintenance().stop(down);
        }
        Schedule schedule = client.maintenance().schedule();
        if (!scheduled(schedule).isEmpty()) {
            client.maintenance().update(without(schedule));
        }
    }

    private Schedule without(Schedule schedule) {
        List<Window> kept = new ArrayList<>();
        for (Window window : schedule.getWindowsList()) {
            List<MachineID> ours = plan.ours(window);
            List<MachineID> others = window.getMachineIdsList().stream().filter(id -> !ours.contains(id)).toList();
            if (ours.isEmpty()) {
                kept.add(window);
            } else if (!others.isEmpty()) {
                kept.add(window.toBuilder().clearMachineIds().addAllMachineIds(others).build());
            }
        }
        return schedule.toBuilder().clearWindows().addAllWindows(kept).build();
    }
}
