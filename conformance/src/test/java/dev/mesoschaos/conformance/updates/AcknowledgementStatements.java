package dev.mesoschaos.conformance.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Reply;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.util.HexFormat;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Which acknowledgements are taken. */
@Statements
class AcknowledgementStatements {

    private static final String UNKNOWN = "0102030405064a6995f20e1d8d2b58f5";

    @Statement(value = 36, words = "an ack with 15 bytes is 400")
    void anAcknowledgementNeedsAValidUuid(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s36").build(), false, ask -> ask);
        Offer offer = framework.offer(bed.agent(1));
        framework.launch(offer, 0, Tasks.shell("t36", offer, Tasks.SLEEP));
        TaskStatus starting = framework.status(0, "t36", TaskState.TASK_STARTING).event();

        ByteString right = starting.getUuid();
        for (ByteString wrong : List.of(right.substring(0, 15), right.concat(ByteString.copyFrom(new byte[1])),
                ByteString.EMPTY, ByteString.copyFrom(new byte[16]), bytes(UNKNOWN.replace("4a69", "9a69")),
                ByteString.copyFromUtf8("01020304-0506-4a69-95f2-0e1d8d2b58f5"))) {
            Reply reply = acknowledge(framework, starting, wrong);
            assertThat(reply.toString()).isEqualTo("400 Failed to validate scheduler::Call: Not a valid UUID");
        }
        assertThat(acknowledge(framework, starting, bytes(UNKNOWN)).status()).isEqualTo(202);
        assertThat(framework.statuses(0, "t36")).hasSize(1);

        assertThat(acknowledge(framework, starting, right).status()).isEqualTo(202);
        framework.status(0, "t36", TaskState.TASK_RUNNING);
        assertThat(acknowledge(framework, starting, right).status()).isEqualTo(202);
    }

    private static Reply acknowledge(Framework framework, TaskStatus status, ByteString uuid) {
        return framework.acknowledge(status.toBuilder().setUuid(uuid).build());
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
