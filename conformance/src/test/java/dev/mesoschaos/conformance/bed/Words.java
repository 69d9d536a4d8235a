package dev.mesoschaos.conformance.bed;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Events from bytes, and to few words for messages of failed tests. */
final class Words {

    private Words() {}

    static Event event(byte[] bytes, int offset, int length) {
        try {
            return Event.parser().parsePartialFrom(bytes, offset, length);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an event does not parse", e);
        }
    }

    static String of(Event event) {
        return switch (event.getType()) {
            case UPDATE -> of(event.getUpdate().getStatus());
            case OFFERS -> event.getOffers().getOffersList().stream()
                    .map(Offer::getHostname)
                    .collect(Collectors.joining(",", "OFFERS of ", ""));
            case SUBSCRIBED, HEARTBEAT -> event.getType().name();
            default -> event.getType() + " " + TextFormat.shortDebugString(event);
        };
    }

    static String of(org.apache.mesos.v1.master.Protos.Event event) {
        return switch (event.getType()) {
            case TASK_UPDATED -> "TASK_UPDATED " + event.getTaskUpdated().getState() + " by "
                    + of(event.getTaskUpdated().getStatus());
            case TASK_ADDED -> "TASK_ADDED " + event.getTaskAdded().getTask().getTaskId().getValue();
            case AGENT_ADDED -> "AGENT_ADDED " + event.getAgentAdded().getAgent().getAgentInfo().getHostname();
            default -> event.getType().name();
        };
    }

    private static String of(TaskStatus status) {
        return status.getTaskId().getValue() + " " + status.getState() + " " + status.getSource() + " "
                + (status.hasReason() ? status.getReason() : "") + (status.hasUuid() ? " uuid" : "");
    }
}
