package dev.mesoschaos.scenarios.lease;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lease of one injection on one host, seen from the harness. Has no state: all of that is on the host.
 *
 * @param directory on the host; the same in every process that knows the injection
 * @param length whole seconds from a renewal to the undo by the host itself
 * @param undo text of POSIX sh
 */
record Lease(Shell shell, String host, String directory, Duration length, String undo) {

    /** In memory on every Linux: a full disk does not matter, and a reboot empties it. */
    private static final String DIRECTORIES = "/dev/shm/mesos-chaos.";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OVER = "the lease is over";
    private static final int OVER_STATUS = 75;

    /**
     * The lease of an injection on the host of some commands.
     *
     * @param commands of one host, in the order in which they undo
     */
    static Lease of(Shell shell, String run, String injection, List<HostCommand> commands, Duration length) {
        String host = commands.getFirst().host();
        String name = String.join(".", run, injection, host).replaceAll("[^A-Za-z0-9._-]", "_");
        return new Lease(shell, host, DIRECTORIES + name, length, UndoScript.of(commands));
    }

    /**
     * Starts the guard.
     *
     * @throws ClusterException when it did not answer, or there is such a lease already
     */
    void arm() {
        must("no lease", run(GuardScripts.ARM, LIMIT, seconds(), undo, GuardScripts.GUARD));
    }

    /**
     * Tells the guard that this process lives.
     *
     * @param limit how long that may take
     * @throws RunOutException when there is no guard any more
     * @throws ClusterException when the host cannot be asked
     */
    void renew(Duration limit) {
        Shell.Result result = run(GuardScripts.RENEW, limit, seconds());
        if (result.exitCode() == OVER_STATUS) {
            throw new RunOutException("the lease on " + host + " has run out, so the host has undone by itself");
        }
        must("no renewal", result);
    }

    /**
     * Runs a command of the injection, whatever its exit code.
     *
     * @throws ClusterException when there is no lease, and so nothing was run
     */
    Shell.Result inject(List<String> command, String stdin, Duration timeout) {
        Shell.Result result = shell.run(host, call(GuardScripts.UNDER, Stream.concat(Stream.of(OVER), command.stream())),
                stdin, timeout);
        if (result.exitCode() == OVER_STATUS && result.stderr().strip().equals(OVER)) {
            throw new ClusterException(OVER + " on " + host + ", so nothing more was injected there");
        }
        return result;
    }

    /**
     * Undoes, and ends the lease if that succeeded. Can be repeated, and works where there never was a lease.
     *
     * @throws ClusterException when a command of the undo failed; a guard that is there goes on trying
     */
    void undo(Duration limit) {
        must("the undo failed", run(GuardScripts.UNDO, limit, undo));
    }

    private Shell.Result run(String script, Duration limit, String... arguments) {
        return shell.run(host, call(script, Stream.of(arguments)), "", limit);
    }

    private List<String> call(String script, Stream<String> arguments) {
        return Stream.concat(Stream.of("sh", "-c", script, "lease", directory), arguments).toList();
    }

    private void must(String failure, Shell.Result result) {
        if (!result.ok()) {
            String said = Stream.of(result.stderr(), result.stdout())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("; "));
            throw new ClusterException(failure + " on " + host + ": " + (said.isEmpty() ? "it did not say why" : said));
        }
    }

    private String seconds() {
        return Long.toString(length.toSeconds());
    }

    /** The host has undone by itself, or is about to. */
    static final class RunOutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RunOutException(String message) {
            super(message);
        }
    }
}
