package dev.mesoschaos.testbed.agent;

import java.nio.file.Path;
import org.apache.mesos.v1.Protos.AgentID;

/**
 * Where one run of a task keeps its files, in the layout of a real agent.
 *
 * @param sandbox working directory of the task, with its {@code stdout} and {@code stderr}
 * @param meta what a restarted agent needs to know of it
 */
record RunDirectory(Path sandbox, Path meta) {

    static RunDirectory of(Path workDir, AgentID agent, TaskKey key, String containerId) {
        Path run = Path.of("slaves", agent.getValue())
                .resolve("frameworks")
                .resolve(fileName(key.framework().getValue()))
                .resolve("executors")
                .resolve(fileName(key.task().getValue()))
                .resolve("runs")
                .resolve(containerId);
        return new RunDirectory(workDir.resolve(run), workDir.resolve("meta").resolve(run));
    }

    /** An id as a file name; a scheduler may choose any framework id, but not a place outside of the work directory. */
    private static String fileName(String id) {
        String name = id.replace("%", "%25").replace("/", "%2F");
        return name.equals(".") || name.equals("..") ? name.replace(".", "%2E") : name;
    }
}
