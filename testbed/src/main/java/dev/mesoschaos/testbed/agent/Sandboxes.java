package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.sandbox.SandboxFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sandboxes of executors, under their own paths and under the short ones that name no run. */
final class Sandboxes {

    private Sandboxes() {}

    static SandboxFiles of(AgentSnapshot now) {
        Map<String, Path> attached = new LinkedHashMap<>();
        // The present run of an executor comes last, so that the short path is its.
        Stream.of(now.completedExecutors(), now.executors()).flatMap(List::stream).forEach(executor -> {
            Path sandbox = executor.directory().sandbox();
            attached.put(sandbox.toString(), sandbox);
            attached.put(
                    "/frameworks/" + executor.framework().getId().getValue() + "/executors/"
                            + executor.info().getExecutorId().getValue() + "/runs/latest",
                    sandbox);
        });
        return new SandboxFiles(attached);
    }
}
