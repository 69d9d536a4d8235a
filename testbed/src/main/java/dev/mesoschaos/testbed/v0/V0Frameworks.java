package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/** Frameworks with all that is theirs. */
public final class V0Frameworks {

    private final V0Cluster cluster;

    V0Frameworks(V0Cluster cluster) {
        this.cluster = cluster;
    }

    /** {@code /frameworks}. */
    public static void document(JsonGenerator out, V0Cluster cluster) throws IOException {
        out.writeStartObject();
        new V0Frameworks(cluster).lists(out);
        out.writeArrayFieldStart("unregistered_frameworks");
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Those that are and those that were, into an object that is open. */
    void lists(JsonGenerator out) throws IOException {
        V0Json.list(out, "frameworks", cluster.state().getGetFrameworks().getFrameworksList(), this::write);
        V0Json.list(
                out, "completed_frameworks", cluster.state().getGetFrameworks().getCompletedFrameworksList(), this::write);
    }

    private void write(JsonGenerator out, Framework framework) throws IOException {
        FrameworkInfo info = framework.getFrameworkInfo();
        String id = info.getId().getValue();
        out.writeStartObject();
        summary(out, framework);
        out.writeStringField("user", info.getUser());
        V0Json.number(out, "failover_timeout", info.getFailoverTimeout());
        out.writeBooleanField("checkpoint", info.getCheckpoint());
        V0Json.time(out, "registered_time", framework.getRegisteredTime());
        V0Json.time(out, "unregistered_time", framework.getUnregisteredTime());
        if (framework.getReregisteredTime().getNanoseconds() > framework.getRegisteredTime().getNanoseconds()) {
            V0Json.time(out, "reregistered_time", framework.getReregisteredTime());
        }
        if (info.hasPrincipal()) {
            out.writeStringField("principal", info.getPrincipal());
        }
        V0Resources.write(out, "resources", resources(framework));
        roles(out, info);
        V0Json.list(out, "tasks", cluster.tasks(id), V0Tasks::write);
        V0Json.list(out, "unreachable_tasks", cluster.unreachable(id), V0Tasks::write);
        V0Json.list(out, "completed_tasks", cluster.completed(id), V0Tasks::write);
        V0Json.list(out, "offers", framework.getOffersList(), V0Frameworks::offer);
        V0Json.list(out, "executors", cluster.executors(id), V0Frameworks::executor);
        V0Json.labels(out, info.getLabels());
        V0Json.message(out, "offer_constraints", framework.getOfferConstraints());
        out.writeEndObject();
    }

    /** What the summary has of a framework too. */
    static void summary(JsonGenerator out, Framework framework) throws IOException {
        FrameworkInfo info = framework.getFrameworkInfo();
        out.writeStringField("id", info.getId().getValue());
        out.writeStringField("name", info.getName());
        V0Resources.write(out, "used_resources", framework.getAllocatedResourcesList());
        V0Resources.write(out, "offered_resources", framework.getOfferedResourcesList());
        V0Json.list(out, "capabilities", info.getCapabilitiesList(), (to, has) -> to.writeString(has.getType().name()));
        out.writeStringField("hostname", info.getHostname());
        out.writeStringField("webui_url", info.getWebuiUrl());
        out.writeBooleanField("active", framework.getActive());
        out.writeBooleanField("connected", framework.getConnected());
        out.writeBooleanField("recovered", framework.getRecovered());
    }

    private static List<Resource> resources(Framework framework) {
        return Stream.concat(
                        framework.getAllocatedResourcesList().stream(), framework.getOfferedResourcesList().stream())
                .toList();
    }

    // Frameworks without MULTI_ROLE have their one role in the deprecated field.
    @SuppressWarnings("deprecation")
    private static void roles(JsonGenerator out, FrameworkInfo info) throws IOException {
        if (info.getCapabilitiesList().stream().anyMatch(has -> has.getType() == Capability.Type.MULTI_ROLE)) {
            V0Json.list(out, "roles", info.getRolesList(), JsonGenerator::writeString);
        } else {
            out.writeStringField("role", info.getRole());
        }
    }

    private static void offer(JsonGenerator out, Offer offer) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", offer.getId().getValue());
        out.writeStringField("framework_id", offer.getFrameworkId().getValue());
        if (offer.hasAllocationInfo()) {
            V0Json.message(out, "allocation_info", offer.getAllocationInfo());
        }
        out.writeStringField("slave_id", offer.getAgentId().getValue());
        V0Resources.write(out, "resources", offer.getResourcesList());
        out.writeEndObject();
    }

    private static void executor(JsonGenerator out, GetExecutors.Executor executor) throws IOException {
        ExecutorInfo info = executor.getExecutorInfo();
        out.writeStartObject();
        out.writeStringField("executor_id", info.getExecutorId().getValue());
        out.writeStringField("name", info.getName());
        out.writeStringField("framework_id", info.getFrameworkId().getValue());
        out.writeObjectFieldStart("command");
        if (info.getCommand().hasValue()) {
            out.writeBooleanField("shell", info.getCommand().getShell());
            out.writeStringField("value", info.getCommand().getValue());
        }
        V0Json.list(out, "argv", info.getCommand().getArgumentsList(), JsonGenerator::writeString);
        V0Json.list(out, "uris", info.getCommand().getUrisList(), (to, uri) -> {
            to.writeStartObject();
            to.writeStringField("value", uri.getValue());
            to.writeBooleanField("executable", uri.getExecutable());
            to.writeEndObject();
        });
        out.writeEndObject();
        V0Resources.write(out, "resources", info.getResourcesList());
        out.writeStringField("role", V0Tasks.role(info.getResourcesList()));
        out.writeStringField("type", info.getType().name());
        V0Json.labels(out, info.getLabels());
        out.writeStringField("slave_id", executor.getAgentId().getValue());
        out.writeEndObject();
    }
}
