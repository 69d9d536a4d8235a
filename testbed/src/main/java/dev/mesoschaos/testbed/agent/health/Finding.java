package dev.mesoschaos.testbed.agent.health;

import java.util.List;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/** What one try of a check found. */
public sealed interface Finding {

    /** The command ended by itself. */
    record Exited(int status) implements Finding {}

    /** The task answered. */
    record Answered(int status) implements Finding {}

    /** The connection was made or refused. */
    record Connected(boolean succeeded) implements Finding {}

    /** The try came to no end in time, or could not be made. */
    record Nothing(String why) implements Finding {}

    /** Whether it is a good one; with no statuses given, an HTTP answer of 200 to 399 is. */
    default boolean isHealthy(HealthCheck check) {
        List<Integer> statuses = check.getHttp().getStatusesList();
        return switch (this) {
            case Exited exited -> exited.status() == 0;
            case Answered answered when statuses.isEmpty() -> answered.status() >= 200 && answered.status() < 400;
            case Answered answered -> statuses.contains(answered.status());
            case Connected connected -> connected.succeeded();
            case Nothing nothing -> false;
        };
    }

    /** As the {@code check_status} of an update tells it. */
    default CheckStatusInfo toMessage(CheckInfo.Type type) {
        CheckStatusInfo.Builder status = empty(type).toBuilder();
        switch (this) {
            case Exited exited -> status.getCommandBuilder().setExitCode(exited.status());
            case Answered answered -> status.getHttpBuilder().setStatusCode(answered.status());
            case Connected connected -> status.getTcpBuilder().setSucceeded(connected.succeeded());
            case Nothing nothing -> {}
        }
        return status.build();
    }

    /** The {@code check_status} of a task that has not been checked yet, or that could not be. */
    static CheckStatusInfo empty(CheckInfo.Type type) {
        CheckStatusInfo.Builder status = CheckStatusInfo.newBuilder().setType(type);
        switch (type) {
            case COMMAND -> status.setCommand(CheckStatusInfo.Command.getDefaultInstance());
            case HTTP -> status.setHttp(CheckStatusInfo.Http.getDefaultInstance());
            case TCP -> status.setTcp(CheckStatusInfo.Tcp.getDefaultInstance());
            default -> {}
        }
        return status.build();
    }
}
