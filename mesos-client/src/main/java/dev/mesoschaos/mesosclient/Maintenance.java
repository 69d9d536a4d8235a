package dev.mesoschaos.mesosclient;

import java.util.Collection;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * The maintenance of machines through the leading master (mesos-facts 7). A machine is named by hostname and IP address,
 * and both must be the agent's. Every method throws {@link MesosException} as {@link OperatorClient} does.
 */
public final class Maintenance {

    private final OperatorClient client;

    Maintenance(OperatorClient client) {
        this.client = client;
    }

    /** GET_MAINTENANCE_STATUS: which machines drain, with the answers of the frameworks, and which are down. */
    public ClusterStatus status() {
        return client.get(Call.Type.GET_MAINTENANCE_STATUS).getGetMaintenanceStatus().getStatus();
    }

    /** GET_MAINTENANCE_SCHEDULE: which machines are to be unavailable, and when. */
    public Schedule schedule() {
        return client.get(Call.Type.GET_MAINTENANCE_SCHEDULE).getGetMaintenanceSchedule().getSchedule();
    }

    /** UPDATE_MAINTENANCE_SCHEDULE: the whole schedule anew; 400 when a machine that is down is left out. */
    public void update(Schedule schedule) {
        client.call(Call.newBuilder().setType(Call.Type.UPDATE_MAINTENANCE_SCHEDULE)
                .setUpdateMaintenanceSchedule(Call.UpdateMaintenanceSchedule.newBuilder().setSchedule(schedule)).build());
    }

    /** START_MAINTENANCE: scheduled machines go down, with their agents and all tasks; 400 when one is not scheduled. */
    public void start(Collection<MachineID> machines) {
        client.call(Call.newBuilder().setType(Call.Type.START_MAINTENANCE)
                .setStartMaintenance(Call.StartMaintenance.newBuilder().addAllMachines(machines)).build());
    }

    /** STOP_MAINTENANCE: machines that are down may come back, and leave the schedule; 400 when one is not down. */
    public void stop(Collection<MachineID> machines) {
        client.call(Call.newBuilder().setType(Call.Type.STOP_MAINTENANCE)
                .setStopMaintenance(Call.StopMaintenance.newBuilder().addAllMachines(machines)).build());
    }
}
