package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Response;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;

/**
 * The agent's calls about containers of callers' own. The testbed's agent starts none, so those calls are refused, and
 * no container they ask for is there.
 */
// Older callers still use the calls that are for nested containers alone.
@SuppressWarnings("deprecation")
final class ContainerCalls {

    private ContainerCalls() {}

    /**
     * The answer; empty when the call is about something else.
     *
     * @throws Refusal when it is refused
     */
    static Optional<Response> answer(Call call) {
        return switch (call.getType()) {
            case WAIT_CONTAINER -> throw missing(call.getWaitContainer().getContainerId());
            case WAIT_NESTED_CONTAINER -> throw missing(call.getWaitNestedContainer().getContainerId());
            case ATTACH_CONTAINER_OUTPUT -> throw missing(call.getAttachContainerOutput().getContainerId());
            case KILL_CONTAINER -> throw killed(call.getKillContainer().getContainerId());
            case KILL_NESTED_CONTAINER -> throw killed(call.getKillNestedContainer().getContainerId());
            // What is not there need not be removed.
            case REMOVE_CONTAINER, REMOVE_NESTED_CONTAINER -> Optional.of(Response.empty(200));
            // There are no images either.
            case PRUNE_IMAGES -> Optional.of(Response.empty(200));
            case LAUNCH_CONTAINER, LAUNCH_NESTED_CONTAINER, LAUNCH_NESTED_CONTAINER_SESSION, ATTACH_CONTAINER_INPUT ->
                throw new Refusal(501, "The testbed's agent starts no containers but those of tasks: " + call.getType());
            default -> Optional.empty();
        };
    }

    private static Refusal missing(ContainerID id) {
        return new Refusal(404, "Container " + text(id) + " cannot be found");
    }

    private static Refusal killed(ContainerID id) {
        return new Refusal(404, "Container '" + text(id) + "' cannot be found (or is already killed)");
    }

    /** A nested container is named after those it is in. */
    private static String text(ContainerID id) {
        return (id.hasParent() ? text(id.getParent()) + "." : "") + id.getValue();
    }
}
