package dev.mesoschaos.conformance.bed;

import java.util.Arrays;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** Frameworks to subscribe with. */
public final class Frameworks {

    private Frameworks() {}

    /** One that is told of partitions, whose tasks survive an agent's restart. */
    public static FrameworkInfo.Builder aware(String name) {
        return plain(name, Capability.Type.PARTITION_AWARE);
    }

    /** One of a role of its own. */
    public static FrameworkInfo.Builder aware(String name, String role) {
        return plain(name, Capability.Type.PARTITION_AWARE, Capability.Type.MULTI_ROLE).addRoles(role);
    }

    /** One whose tasks survive an agent's restart, with these capabilities and no others. */
    public static FrameworkInfo.Builder plain(String name, Capability.Type... capabilities) {
        FrameworkInfo.Builder info = FrameworkInfo.newBuilder()
                .setName(name)
                .setUser(System.getProperty("user.name"))
                .setCheckpoint(true);
        Arrays.stream(capabilities).forEach(type -> info.addCapabilities(Capability.newBuilder().setType(type)));
        return info;
    }
}
