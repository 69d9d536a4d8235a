package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

/** What an agent shows of its executors, containers and sandboxes. */
class AgentReadsIT extends AgentCase {

    @Test
    void aPathOutsideOfTheSandboxesIsNotThere() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "x");
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "ln -s '" + secret + "' link; exec sleep 1000"));
            runs("t1");
            String sandbox = sandbox("t1").toString().replace(" ", "%20");
            await().until(() -> Files.exists(sandbox("t1").resolve("link")));

            assertThat(agent.get("/files/read?path=" + secret).statusCode()).isEqualTo(404);
            assertThat(agent.get("/files/read?path=" + sandbox + "/../stdout").statusCode()).isEqualTo(404);
            assertThat(agent.get("/files/download?path=" + sandbox + "/link").statusCode()).isEqualTo(404);
            assertThat(agent.post("/api/v1", """
                    {"type":"READ_FILE","read_file":{"path":"%s","offset":0}}""".formatted(secret)).statusCode())
                    .isEqualTo(404);
            assertThat(agent.get("/files/read").body()).isEqualTo("Expecting 'path=value' in query.\n");
            end();
        }
    }

    @Test
    void theOutputOfATaskCanBeReadWhileItRunsAndAfterwards() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "echo hello; exit 0"));
            runsToItsEnd("t1", TaskState.TASK_FINISHED);
            master.hasBeenHeard();
            String latest = "/frameworks/fw-1/executors/t1/runs/latest";

            assertThat(agent.get("/files/read?path=" + latest + "/stdout&offset=1&length=3").body())
                    .isEqualTo("{\"data\":\"ell\",\"offset\":1}");
            assertThat(agent.get("/files/download?path=" + latest + "/stdout").body()).isEqualTo("hello\n");
            assertThat(agent.get("/files/browse?path=" + latest).body()).contains("\"path\":\"" + latest + "/stdout\"");
            assertThat(agent.post("/api/v1", """
                    {"type":"READ_FILE","read_file":{"path":"%s/stdout","offset":0}}""".formatted(latest)).body())
                    .contains("\"data\":\"aGVsbG8K\"", "\"size\":6");
            assertThat(agent.post("/api/v1", """
                    {"type":"LIST_FILES","list_files":{"path":"%s"}}""".formatted(latest)).body())
                    .contains("\"path\":\"" + latest + "/stderr\"");
        }
    }

    @Test
    void whatAContainerUsesIsShownAsRealAgentsShowIt() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "while :; do :; done").toBuilder()
                    .addResources(scalar("cpus", 0.1))
                    .addResources(scalar("mem", 32))
                    .build());
            long pid = runs("t1").getContainerStatus().getExecutorPid();

            await().untilAsserted(() -> assertThat(agent.get("/containers").body())
                    .contains("\"executor_name\":\"Command Executor (Task: t1) (Command: sh -c 'while :; do ...')\"")
                    .contains("\"executor_pid\":" + pid, "\"source\":\"t1\"", "\"mem_limit_bytes\":67108864")
                    .contains("\"cpus_soft_limit\":0.2")
                    .containsPattern("\"cpus_user_time_secs\":(0\\.[0-9]*[1-9]|[1-9])")
                    .containsPattern("\"mem_rss_bytes\":[1-9][0-9]{5,}"));
            assertThat(agent.get("/slave(1)/monitor/statistics").statusCode()).isEqualTo(404);
            assertThat(agent.get("/monitor/statistics").body()).doesNotContain("container_id").contains("\"statistics\"");
            assertThat(agent.post("/api/v1", "{\"type\":\"GET_CONTAINERS\"}").body()).contains("\"executor_pid\":" + pid);
            assertThat(agent.post("/api/v1", "{\"type\":\"GET_EXECUTORS\"}").body())
                    .contains("mesos-executor", "\"source\":\"t1\"");
            assertThat(agent.get("/state").body()).contains(
                    "\"unreserved_resources_allocated\":{\"disk\":0.0,\"mem\":64.0,\"gpus\":0.0,\"cpus\":0.2}",
                    "\"executor_id\":\"\"", "\"queued_tasks\":[]", "\"completed_frameworks\":[]");
            assertThat(agent.get("/metrics/snapshot").body())
                    .contains("\"slave/cpus_used\":0.2", "\"slave/tasks_running\":1.0", "\"slave/executors_running\":1.0");
            end();
            assertThat(agent.post("/api/v1", "{\"type\":\"GET_CONTAINERS\"}").body())
                    .isEqualTo("{\"type\":\"GET_CONTAINERS\"}");
        }
    }

    @Test
    void whatAclsForbidIsNotShown() throws IOException {
        String nobody = "[{\"principals\":{\"type\":\"NONE\"},\"%s\":{\"values\":[\"%s\"]}}]";
        String acls = "{\"view_frameworks\":" + nobody.formatted("users", "root")
                + ",\"view_containers\":" + nobody.formatted("users", "root")
                + ",\"access_sandboxes\":" + nobody.formatted("users", "root")
                + ",\"get_endpoints\":" + nobody.formatted("paths", "/monitor/statistics") + "}";
        try (AgentProcess agent = startAgent("--acls=" + acls)) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");
            String latest = "/frameworks/fw-1/executors/t1/runs/latest";

            assertThat(agent.get("/state").body()).contains("\"frameworks\":[]", "\"flags\"");
            assertThat(agent.post("/api/v1", "{\"type\":\"GET_TASKS\"}").body()).doesNotContain("t1");
            assertThat(agent.post("/api/v1", "{\"type\":\"GET_CONTAINERS\"}").body()).doesNotContain("t1");
            assertThat(agent.get("/containers").body()).isEqualTo("[]");
            assertThat(agent.get("/monitor/statistics").statusCode()).isEqualTo(403);
            assertThat(agent.get("/files/read?path=" + latest + "/stdout").statusCode()).isEqualTo(403);
            assertThat(agent.post("/api/v1", """
                    {"type":"READ_FILE","read_file":{"path":"%s/stdout","offset":0}}""".formatted(latest)).statusCode())
                    .isEqualTo(403);
            assertThat(agent.get("/metrics/snapshot").body()).contains("\"slave/tasks_running\":1.0");
            end();
        }
    }

    @Test
    void theSandboxOfAnExecutorThatEndedIsDeletedInTime() throws IOException {
        try (AgentProcess agent = startAgent("--gc_delay=300ms")) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "echo hello"));
            runsToItsEnd("t1", TaskState.TASK_FINISHED);
            Path runs = workDir.resolve("slaves/master-S0/frameworks/fw-1/executors/t1/runs");

            await().untilAsserted(() -> assertThat(runs).isEmptyDirectory());
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    private void end() {
        master.kill("t1");
        master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);
    }

    private static Resource scalar(String name, double value) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(value))
                .build();
    }
}
