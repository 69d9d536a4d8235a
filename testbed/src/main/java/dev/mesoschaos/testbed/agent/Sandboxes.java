package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.files.VirtualFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sandboxes of executors, under their own paths and under the short ones that name no run. */
final class Sandboxes {

    private Sandboxes() {}

    static VirtualFiles of(AgentSnapshot now) {
        VirtualFiles files = new VirtualFiles();
        // The present run of an executor comes last, so that the short path is its.
        Stream.of(now.completedExecutors(), now.executors()).flatMap(List::stream).forEach(executor -> {
            Path sandbox = executor.directory().sandbox();
            files.attach(sandbox.toString(), sandbox);
            files.attach(
                    "/frameworks/" + executor.framework().getId().getValue() + "/executors/"
                            + executor.info().getExecutorId().getValue() + "/runs/latest",
                    sandbox);
        });
        return files;
    }
}
