package dev.mesoschaos.testbed.auth;

import java.util.Locale;

/** What an ACL can allow or forbid; the key of its list in the file is its name in lower case (mesos-facts section 8). */
public enum Action {
    REGISTER_FRAMEWORKS("roles"),
    RUN_TASKS("users"),
    TEARDOWN_FRAMEWORKS("framework_principals"),
    RESERVE_RESOURCES("roles"),
    UNRESERVE_RESOURCES("reserver_principals"),
    CREATE_VOLUMES("roles"),
    RESIZE_VOLUMES("roles"),
    DESTROY_VOLUMES("creator_principals"),
    GET_QUOTAS("roles"),
    UPDATE_QUOTAS("roles"),
    UPDATE_WEIGHTS("roles"),
    VIEW_ROLES("roles"),
    GET_ENDPOINTS("paths"),
    VIEW_FRAMEWORKS("users"),
    VIEW_TASKS("users"),
    VIEW_EXECUTORS("users"),
    VIEW_CONTAINERS("users"),
    ACCESS_SANDBOXES("users"),
    VIEW_FLAGS("flags"),
    ACCESS_MESOS_LOGS("logs"),
    SET_LOG_LEVEL("level"),
    REGISTER_AGENTS("agents"),
    UPDATE_MAINTENANCE_SCHEDULES("machines"),
    GET_MAINTENANCE_SCHEDULES("machines"),
    START_MAINTENANCES("machines"),
    STOP_MAINTENANCES("machines"),
    GET_MAINTENANCE_STATUSES("machines"),
    DRAIN_AGENTS("agents"),
    DEACTIVATE_AGENTS("agents"),
    REACTIVATE_AGENTS("agents"),
    MARK_AGENTS_GONE("agents");

    private final String objects;

    Action(String objects) {
        this.objects = objects;
    }

    /** The key of its list in an ACL file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of what it is done to, within one ACL. */
    String objects() {
        return objects;
    }
}
