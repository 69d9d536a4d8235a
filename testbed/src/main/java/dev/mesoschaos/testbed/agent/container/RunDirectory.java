package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;

/**
 * Where one run of an executor or of a task keeps its files, in the layout of a real agent.
 *
 * @param sandbox working directory, with its {@code stdout} and {@code stderr}
 * @param meta what a restarted agent needs to know of it
 */
public record RunDirectory(Path sandbox, Path meta) {

    /** The directory of an executor's run. */
    public static RunDirectory of(
            Path workDir, AgentID agent, FrameworkID framework, ExecutorID executor, String containerId) {
        Path run = Path.of("slaves", agent.getValue())
                .resolve("frameworks")
                .resolve(fileName(framework.getValue()))
                .resolve("executors")
                .resolve(fileName(executor.getValue()))
                .resolve("runs")
                .resolve(containerId);
        return new RunDirectory(workDir.resolve(run), workDir.resolve("meta").resolve(run));
    }

    /** The directory of a container inside this one, such as that of a task in a group. */
    public RunDirectory nested(String containerId) {
        Path inner = Path.of("containers", containerId);
        return new RunDirectory(sandbox.resolve(inner), meta.resolve(inner));
    }

    /** What is recorded of a task of this run. */
    public Path task(TaskID task) {
        return meta.resolve("tasks").resolve(fileName(task.getValue()));
    }

    /** Makes both directories. */
    public void create() throws IOException {
        Files.createDirectories(sandbox);
        Files.createDirectories(meta);
    }

    /** An id as a file name; a scheduler may choose any framework id, but not a place outside of the work directory. */
    private static String fileName(String id) {
        String name = id.replace("%", "%25").replace("/", "%2F");
        return name.equals(".") || name.equals("..") ? name.replace(".", "%2E") : name;
    }
}
