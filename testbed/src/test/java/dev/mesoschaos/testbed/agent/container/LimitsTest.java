package dev.mesoschaos.testbed.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final long MB = 1024 * 1024;
    private static final List<Resource> OVERHEAD = List.of(scalar("cpus", 0.1), scalar("mem", 32));

    @Test
    void aCommandTaskHasTheOverheadOfItsExecutorBesides() {
        Limits limits = Limits.of(OVERHEAD, List.of(task(Map.of())));

        assertThat(limits.cpus()).isEqualTo(0.6);
        assertThat(limits.memSoftBytes()).isEqualTo(96 * MB);
        assertThat(limits.memHardBytes()).contains(96 * MB);
        assertThat(limits.cpusLimit()).isEmpty();
        assertThat(limits.diskBytes()).isEmpty();
    }

    @Test
    void aLimitOfTheTaskRaisesTheHardLimitAlone() {
        Limits limits = Limits.of(OVERHEAD, List.of(task(Map.of("mem", 128.0, "cpus", 2.0))));

        assertThat(limits.memSoftBytes()).isEqualTo(96 * MB);
        assertThat(limits.memHardBytes()).contains(160 * MB);
        assertThat(limits.cpusLimit()).contains(2.1);
    }

    @Test
    void anInfiniteLimitIsNone() {
        Limits limits = Limits.of(OVERHEAD, List.of(task(Map.of("mem", Double.POSITIVE_INFINITY))));

        assertThat(limits.memHardBytes()).isEmpty();
    }

    @Test
    void memoryIsNeverLimitedToLessThan32Mb() {
        assertThat(new Limits(1, Optional.empty(), 5, Optional.empty(), Optional.empty()).memHardBytes())
                .contains(32 * MB);
    }

    private static TaskInfo task(Map<String, Double> limits) {
        TaskInfo.Builder task = TaskInfo.newBuilder()
                .setName("t")
                .setTaskId(TaskID.newBuilder().setValue("t"))
                .setAgentId(AgentID.newBuilder().setValue("a"))
                .addResources(scalar("cpus", 0.5))
                .addResources(scalar("mem", 64));
        limits.forEach((name, value) -> task.putLimits(name, Value.Scalar.newBuilder().setValue(value).build()));
        return task.build();
    }

    private static Resource scalar(String name, double value) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(value))
                .build();
    }
}
