package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.OperatorClient;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/** The frameworks that are not over, as the leading master has them. */
final class FrameworksOf {

    private static final int UNKNOWN = 400;

    private FrameworksOf() {}

    static List<Framework> called(OperatorClient client, String name) {
        return client.frameworks().getFrameworksList().stream()
                .filter(framework -> framework.getFrameworkInfo().getName().equals(name))
                .toList();
    }

    static List<Framework> in(OperatorClient client, String role) {
        return client.frameworks().getFrameworksList().stream()
                .filter(framework -> isIn(framework.getFrameworkInfo(), role))
                .toList();
    }

    // Old frameworks have one role, in a field of its own.
    @SuppressWarnings("deprecation")
    private static boolean isIn(FrameworkInfo framework, String role) {
        return framework.getRolesList().contains(role) || (framework.getRolesCount() == 0 && framework.getRole().equals(role));
    }

    static String id(Framework framework) {
        return framework.getFrameworkInfo().getId().getValue();
    }

    /** Ends a framework; one that is over already needs no ending. */
    static void tearDown(OperatorClient client, String id) {
        try {
            client.teardown(FrameworkID.newBuilder().setValue(id).build());
        } catch (MesosException.Refused e) {
            if (e.status() != UNKNOWN) {
                throw e;
            }
        }
    }
}
