package dev.mesoschaos.testbed.master;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Counts what goes through the scheduler API: calls by type, and the events of one subscription. */
final class CallCounts {

    /** Calls are counted under the names of the messages they replaced. */
    private static final Map<Call.Type, String> MESSAGES = Map.ofEntries(
            Map.entry(Call.Type.TEARDOWN, "unregister_framework"),
            Map.entry(Call.Type.ACCEPT, "launch_tasks"),
            Map.entry(Call.Type.DECLINE, "decline_offers"),
            Map.entry(Call.Type.REVIVE, "revive_offers"),
            Map.entry(Call.Type.SUPPRESS, "suppress_offers"),
            Map.entry(Call.Type.KILL, "kill_task"),
            Map.entry(Call.Type.ACKNOWLEDGE, "status_update_acknowledgement"),
            Map.entry(Call.Type.ACKNOWLEDGE_OPERATION_STATUS, "operation_status_update_acknowledgement"),
            Map.entry(Call.Type.RECONCILE, "reconcile_tasks"),
            Map.entry(Call.Type.RECONCILE_OPERATIONS, "reconcile_operations"),
            Map.entry(Call.Type.MESSAGE, "framework_to_executor"),
            Map.entry(Call.Type.REQUEST, "resource_request"));

    private final Cluster cluster;
    private final Call subscription;
    private Optional<String> frameworkId = Optional.empty();

    /** Counts a subscription once it is answered. */
    CallCounts(Cluster cluster, Call subscription) {
        this.cluster = cluster;
        this.subscription = subscription;
    }

    /** A framework made a call other than a subscription. */
    static void called(Counters counters, Framework framework, Call call) {
        Optional.ofNullable(MESSAGES.get(call.getType())).ifPresent(name -> counters.count("messages_" + name));
        counters.of(framework).called(call, framework.roles());
    }

    /** An event of the subscription was sent; the first one tells whose it is. */
    void sent(Message message) {
        Event event = (Event) message;
        if (event.hasSubscribed()) {
            frameworkId = Optional.of(event.getSubscribed().getFrameworkId().getValue());
            boolean again = !subscription.getFrameworkId().getValue().isEmpty();
            cluster.counters().count("messages_" + (again ? "reregister" : "register") + "_framework");
            framework().ifPresent(framework ->
                    cluster.counters().of(framework).called(subscription, framework.roles()));
        }
        framework().ifPresent(framework -> cluster.counters().of(framework).sent(event));
    }

    private Optional<Framework> framework() {
        return frameworkId.flatMap(cluster::framework);
    }
}
