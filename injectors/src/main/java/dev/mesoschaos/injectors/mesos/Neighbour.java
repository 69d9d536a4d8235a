package dev.mesoschaos.injectors.mesos;

import java.util.Map;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * A task that is to run on a certain host.
 *
 * @param host as its agent has it
 * @param command text of sh
 * @param environment of the command
 */
public record Neighbour(String host, double cpus, double memMb, String command, Map<String, String> environment) {

    public Neighbour {
        environment = Map.copyOf(environment);
    }

    /** What it asks for, in words. */
    String needs() {
        return cpus + " CPUs and " + memMb + " MB";
    }

    boolean fits(Offer offer) {
        return amount(offer, "cpus") >= cpus && amount(offer, "mem") >= memMb;
    }

    private static double amount(Offer offer, String name) {
        return offer.getResourcesList().stream()
                .filter(resource -> resource.getName().equals(name) && !resource.hasRevocable())
                .mapToDouble(resource -> resource.getScalar().getValue())
                .sum();
    }

    /** Its id is the name of the host. */
    TaskInfo task(AgentID agent) {
        Environment.Builder variables = Environment.newBuilder();
        environment.forEach((name, value) ->
                variables.addVariables(Environment.Variable.newBuilder().setName(name).setValue(value)));
        return TaskInfo.newBuilder()
                .setName("neighbour")
                .setTaskId(TaskID.newBuilder().setValue(host))
                .setAgentId(agent)
                .addResources(scalar("cpus", cpus))
                .addResources(scalar("mem", memMb))
                .setCommand(CommandInfo.newBuilder().setShell(true).setValue(command).setEnvironment(variables))
                .build();
    }

    private static Resource scalar(String name, double amount) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount))
                .build();
    }
}
