package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.files.VirtualFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sandboxes of executors, under their own paths and under the short ones that name no run. */
final class Sandboxes {

    private final VirtualFiles files = new VirtualFiles();
    private final Map<String, ExecutorSnapshot> executors = new HashMap<>();

    Sandboxes(AgentSnapshot now) {
        // The present run of an executor comes last, so that the short path is its.
        Stream.of(now.completedExecutors(), now.executors()).flatMap(List::stream).forEach(executor -> {
            attach(executor.directory().sandbox().toString(), executor);
            attach(
                    "/frameworks/" + executor.framework().getId().getValue() + "/executors/"
                            + executor.info().getExecutorId().getValue() + "/runs/latest",
                    executor);
        });
    }

    private void attach(String name, ExecutorSnapshot executor) {
        Path sandbox = executor.directory().sandbox();
        files.attach(name, sandbox);
        executors.put(name, executor);
    }

    VirtualFiles files() {
        return files;
    }

    /**
     * Stops a caller who may not look into the sandbox that a path is in.
     *
     * @throws dev.mesoschaos.testbed.api.Refusal with 403
     */
    void require(Caller caller, String path) {
        files.attachment(path).map(executors::get).ifPresent(executor ->
                caller.require(Action.ACCESS_SANDBOXES, executor.user()));
    }
}
