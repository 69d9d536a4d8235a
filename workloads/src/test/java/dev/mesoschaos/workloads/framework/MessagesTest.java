package dev.mesoschaos.workloads.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.URL;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Topology TOPOLOGY =
            new Topology(List.of(new Host("a1", Role.AGENT, "r1", new Address("10.0.0.1", 5051))));

    @Test
    void reservedAndRevocableResourcesAreLeftAlone() {
        Offer.Builder offer = offer("a1")
                .addResources(cpus(4).addReservations(Resource.ReservationInfo.newBuilder().setRole("db")))
                .addResources(cpus(2).setRevocable(Resource.RevocableInfo.getDefaultInstance()))
                .addResources(cpus(1));

        assertThat(Messages.offered(offer.build(), TOPOLOGY).cpus()).isEqualTo(1);
    }

    @Test
    void anAgentThatGoesByItsAddressIsKnownByItsHostsName() {
        Agent agent = Messages.offered(offer("10.0.0.1").build(), TOPOLOGY).agent();

        assertThat(agent).isEqualTo(new Agent("S1", "a1", "10.0.0.1", "r1"));
    }

    @Test
    void theRackOfAnAgentIsItsAttributeFirst() {
        Offer.Builder offer = offer("a1").addAttributes(Attribute.newBuilder()
                .setName("rack").setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue("r9")));

        assertThat(Messages.offered(offer.build(), TOPOLOGY).agent().rack()).isEqualTo("r9");
    }

    @Test
    void anAgentThatOnlySimulatesIsNoPlaceForWhatIsMeasured() {
        Offer.Builder offer = offer("s1").addAttributes(Attribute.newBuilder()
                .setName("simulated").setType(Value.Type.TEXT).setText(Value.Text.newBuilder().setValue("true")));

        assertThat(Messages.isSimulated(offer.build())).isTrue();
        assertThat(Messages.isSimulated(offer("a1").build())).isFalse();
    }

    @Test
    void theHttpAppIsStartedWithTheJavaOfTheHarnessWhateverItsPath() {
        TaskCommands commands = new TaskCommands(
                Path.of("/opt/my java/bin/java"), "-Xmx32m", Path.of("/it's/here"), new Address("10.9.0.1", 4000));
        Want want = new Want(
                "web.0-1", "web.0", "web", new AppSpec.Program.Http(), new Need(0.1, 32, true), AppSpec.Spread.NONE,
                Optional.empty(), false);
        TaskInfo task = Messages.task(new Launch(want, World.agent("a1"), OptionalInt.of(31005)), commands, Messages.ROLE);

        assertThat(task.getCommand().getValue()).isEqualTo("exec '/opt/my java/bin/java' -Xmx32m -cp '/it'\\''s/here'"
                + " dev.mesoschaos.workloads.app.HttpApp");
        assertThat(task.getCommand().getEnvironment().getVariablesList())
                .extracting(variable -> variable.getName() + "=" + variable.getValue())
                .containsExactlyInAnyOrder(
                        "APP=web", "HOST=a1", "MESOS_TASK_ID=web.0-1", "COLLECTOR=10.9.0.1:4000", "PORT=31005");
        assertThat(task.getResourcesList()).allMatch(
                resource -> resource.getAllocationInfo().getRole().equals(Messages.ROLE));
    }

    private static Offer.Builder offer(String hostname) {
        return Offer.newBuilder()
                .setId(OfferID.newBuilder().setValue("O1"))
                .setFrameworkId(FrameworkID.newBuilder().setValue("F"))
                .setAgentId(AgentID.newBuilder().setValue("S1"))
                .setHostname(hostname)
                .setUrl(URL.newBuilder().setScheme("http").setAddress(
                        org.apache.mesos.v1.Protos.Address.newBuilder().setIp("10.0.0.1").setPort(5051)));
    }

    private static Resource.Builder cpus(double amount) {
        return Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount));
    }
}
