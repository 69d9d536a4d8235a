package dev.mesoschaos.testbed.agent.container;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a task must not outlive, as the standard input of its executor: when that ends, the executor kills the task.
 *
 * @param input standard input of the executor
 * @param isPresent whether its end means anything
 */
public record TaskLifeline(Redirect input, boolean isPresent) {

    /** A task that lives until it ends or is killed. */
    public static final TaskLifeline NONE = new TaskLifeline(Redirect.from(Path.of("/dev/null").toFile()), false);

    /** A task that dies with the agent's process. */
    public static final TaskLifeline AGENT = new TaskLifeline(Redirect.PIPE, true);

    /** A task that dies with the last process that holds this named pipe open for writing. */
    public static TaskLifeline of(Optional<Path> pipe) {
        return pipe.map(path -> new TaskLifeline(Redirect.from(path.toFile()), true)).orElse(NONE);
    }
}
