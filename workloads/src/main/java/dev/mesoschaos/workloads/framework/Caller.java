package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.SchedulerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos;

/** Says a {@link Call} to the master; blocks until it is taken or refused. */
final class Caller {

    private final SchedulerClient client;
    private final TaskCommands commands;
    private final String role;

    Caller(SchedulerClient client, TaskCommands commands, String role) {
        this.client = client;
        this.commands = commands;
        this.role = role;
    }

    /**
     * Sends a call.
     *
     * @throws MesosException when the master did not take it, or perhaps did not
     */
    void send(Call call) {
        switch (call) {
            case Call.Accept accept -> client.accept(
                    ids(accept.offers()), List.of(operation(accept.launches())), filters(Duration.ZERO));
            case Call.Decline decline -> client.decline(ids(decline.offers()), filters(decline.refuse()));
            case Call.Revive revive -> client.revive(role);
            case Call.Kill kill -> client.kill(Messages.taskId(kill.task()), Messages.agentId(kill.agent()));
            case Call.Acknowledge ack -> client.call(Protos.Call.newBuilder()
                    .setType(Protos.Call.Type.ACKNOWLEDGE)
                    .setAcknowledge(Protos.Call.Acknowledge.newBuilder()
                            .setTaskId(Messages.taskId(ack.task()))
                            .setAgentId(Messages.agentId(ack.agent()))
                            .setUuid(ack.uuid())));
            case Call.Reconcile reconcile -> client.reconcile(reconcile.agentsByTask().entrySet().stream()
                    .map(Caller::question)
                    .toList());
        }
    }

    /** Whether it is certain that a call that ended so never reached a master. */
    static boolean certainlyNotSent(MesosException why) {
        return switch (why) {
            case MesosException.Unreachable unreachable -> !unreachable.sent();
            case MesosException.Malformed malformed -> false;
            case MesosException.NotSubscribed notSubscribed -> true;
            case MesosException.Unavailable unavailable -> true;
            case MesosException.Untrusted untrusted -> true;
            case MesosException.Refused refused -> true;
        };
    }

    private Offer.Operation operation(List<Launch> launches) {
        Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
        launches.forEach(each -> launch.addTaskInfos(Messages.task(each, commands, role)));
        return Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH).setLaunch(launch).build();
    }

    private static Protos.Call.Reconcile.Task question(Map.Entry<String, String> task) {
        return Protos.Call.Reconcile.Task.newBuilder()
                .setTaskId(Messages.taskId(task.getKey()))
                .setAgentId(Messages.agentId(task.getValue()))
                .build();
    }

    private static List<OfferID> ids(List<String> offers) {
        return offers.stream().map(id -> OfferID.newBuilder().setValue(id).build()).toList();
    }

    private static Filters filters(Duration refuse) {
        return Filters.newBuilder().setRefuseSeconds(refuse.toMillis() / 1000.0).build();
    }
}
