package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GET_STATE of 10,000 agents and 100,000 tasks, read whole by a process of its own that has 1 GiB of heap. */
class LargeStateIT {

    private static final long LONGEST_SECONDS = 240;

    @ParameterizedTest
    @EnumSource
    void theStateOfABigClusterFitsIntoOneGibibyte(WireFormat format) throws IOException, InterruptedException {
        try (RawPeer master = new RawPeer(out -> {
            BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            LargeState.write(format, buffered);
            buffered.flush();
        })) {
            Process reader = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp",
                    System.getProperty("java.class.path"), Reader.class.getName(), master.address().toString(),
                    format.name()).redirectErrorStream(true).start();
            try {
                String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(reader.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(output).contains(LargeState.AGENTS + " agents, " + LargeState.TASKS + " tasks, 200000 statuses");
                assertThat(reader.exitValue()).as(output).isZero();
                assertThat(master.written()).as("bytes on the wire").isGreaterThan(50_000_000);
            } finally {
                reader.destroyForcibly();
            }
        }
    }

    /** The other process. */
    static final class Reader {

        private Reader() {}

        /** Reads the state of the master at the first argument in the format of the second and says what is in it. */
        public static void main(String[] arguments) {
            try (MesosHttp http = MesosHttp.builder().format(WireFormat.valueOf(arguments[1]))
                    .callTimeout(Duration.ofSeconds(LONGEST_SECONDS)).build()) {
                GetState state = new OperatorClient(http, LeaderSource.of(List.of(MasterAddress.parse(arguments[0]))))
                        .state();
                int statuses = state.getGetTasks().getTasksList().stream().mapToInt(task -> task.getStatusesCount()).sum();
                System.out.println(state.getGetAgents().getAgentsCount() + " agents, "
                        + state.getGetTasks().getTasksCount() + " tasks, " + statuses + " statuses");
            }
        }
    }
}
