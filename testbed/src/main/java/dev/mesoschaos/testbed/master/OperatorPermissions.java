package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Call;

/** What an operator call needs permission for, as far as the call itself says it (mesos-facts section 8). */
final class OperatorPermissions {

    private OperatorPermissions() {}

    /**
     * Stops a caller who may not do what the call says; reads are filtered elsewhere.
     *
     * @throws Refusal with 403
     */
    static void require(Call call, Caller caller) {
        switch (call.getType()) {
            case GET_FLAGS -> caller.require(Action.VIEW_FLAGS);
            case SET_LOGGING_LEVEL -> caller.require(Action.SET_LOG_LEVEL);
            case MARK_AGENT_GONE -> caller.require(Action.MARK_AGENTS_GONE);
            case DRAIN_AGENT -> caller.require(Action.DRAIN_AGENTS);
            case DEACTIVATE_AGENT -> caller.require(Action.DEACTIVATE_AGENTS);
            case REACTIVATE_AGENT -> caller.require(Action.REACTIVATE_AGENTS);
            case UPDATE_MAINTENANCE_SCHEDULE -> caller.require(Action.UPDATE_MAINTENANCE_SCHEDULES);
            case START_MAINTENANCE -> caller.require(Action.START_MAINTENANCES);
            case STOP_MAINTENANCE -> caller.require(Action.STOP_MAINTENANCES);
            default -> objects(call).forEach(object -> caller.require(action(call.getType()), object));
        }
    }

    private static Action action(Call.Type type) {
        return switch (type) {
            case UPDATE_QUOTA, SET_QUOTA, REMOVE_QUOTA -> Action.UPDATE_QUOTAS;
            case UPDATE_WEIGHTS -> Action.UPDATE_WEIGHTS;
            case RESERVE_RESOURCES -> Action.RESERVE_RESOURCES;
            case UNRESERVE_RESOURCES -> Action.UNRESERVE_RESOURCES;
            case CREATE_VOLUMES -> Action.CREATE_VOLUMES;
            case DESTROY_VOLUMES -> Action.DESTROY_VOLUMES;
            case GROW_VOLUME, SHRINK_VOLUME -> Action.RESIZE_VOLUMES;
            default -> throw new IllegalArgumentException("no permission is for calls of type " + type);
        };
    }

    /** The names of what the call is done to; none for calls that need no permission. */
    @SuppressWarnings("deprecation")
    private static Stream<String> objects(Call call) {
        return switch (call.getType()) {
            case UPDATE_QUOTA -> call.getUpdateQuota().getQuotaConfigsList().stream().map(quota -> quota.getRole());
            case SET_QUOTA -> Stream.of(call.getSetQuota().getQuotaRequest().getRole());
            case REMOVE_QUOTA -> Stream.of(call.getRemoveQuota().getRole());
            case UPDATE_WEIGHTS -> call.getUpdateWeights().getWeightInfosList().stream().map(weight -> weight.getRole());
            case RESERVE_RESOURCES -> roles(call.getReserveResources().getResourcesList());
            case UNRESERVE_RESOURCES -> call.getUnreserveResources().getResourcesList().stream()
                    .map(OperatorPermissions::reserver);
            case CREATE_VOLUMES -> roles(call.getCreateVolumes().getVolumesList());
            case DESTROY_VOLUMES -> call.getDestroyVolumes().getVolumesList().stream()
                    .map(volume -> volume.getDisk().getPersistence().getPrincipal());
            case GROW_VOLUME -> roles(List.of(call.getGrowVolume().getVolume()));
            case SHRINK_VOLUME -> roles(List.of(call.getShrinkVolume().getVolume()));
            default -> Stream.empty();
        };
    }

    private static Stream<String> roles(List<Resource> resources) {
        return resources.stream().map(OperatorPermissions::role);
    }

    // Calls may still name the role in the old form, in the field that is deprecated.
    @SuppressWarnings("deprecation")
    private static String role(Resource resource) {
        int count = resource.getReservationsCount();
        return count > 0 ? resource.getReservations(count - 1).getRole() : resource.getRole();
    }

    private static String reserver(Resource resource) {
        int count = resource.getReservationsCount();
        return count > 0
                ? resource.getReservations(count - 1).getPrincipal()
                : resource.getReservation().getPrincipal();
    }
}
