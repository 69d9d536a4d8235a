package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first process of a container: a small shell script, leader of a session of its own, so that it lives on when the
 * agent goes. Its command has another session, so that the command's processes are signalled together and without it.
 */
public final class ContainerProcess {

    private static final String SCRIPT = script();
    private static final String STATUS_FILE = "executor.status";
    private static final String COMMAND_FILE = "task.pid";

    private final ProcessId process;
    private final RunDirectory directory;
    /** Held, because the pipe to its standard input closes with it. */
    private final Optional<Process> child;

    private ContainerProcess(ProcessId process, RunDirectory directory, Optional<Process> child) {
        this.process = process;
        this.directory = directory;
        this.child = child;
    }

    /**
     * Starts a command; its directories exist.
     *
     * @throws IOException when there is no {@code sh} or {@code setsid}, or no room for the files
     */
    public static ContainerProcess start(Launch launch) throws IOException {
        RunDirectory directory = launch.directory();
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "executor"));
        line.add(directory.meta().toString());
        line.add(launch.lifeline().isPresent() ? "lifeline" : "");
        line.add(Integer.toString(launch.cgroups().size()));
        launch.cgroups().forEach(cgroup -> line.add(cgroup.toString()));
        line.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.sandbox().toFile())
                .redirectInput(launch.lifeline().input())
                .redirectOutput(Redirect.appendTo(directory.sandbox().resolve("stdout").toFile()))
                .redirectError(Redirect.appendTo(directory.sandbox().resolve("stderr").toFile()));
        builder.environment().keySet().removeIf(ContainerProcess::isForAgentsOnly);
        builder.environment().putAll(launch.environment());
        Process started = builder.start();
        ProcessId process = ProcessId.of(started.pid()).orElseGet(() -> new ProcessId(started.pid(), 0));
        return new ContainerProcess(process, directory, Optional.of(started));
    }

    /** Tasks keep the marks by which a harness knows the processes of a host and of a cluster. */
    private static boolean isForAgentsOnly(String variable) {
        return variable.startsWith("MESOS_") && !variable.startsWith("MESOS_CHAOS_");
    }

    /** A container that an earlier process of this agent started. */
    public static ContainerProcess reattach(ProcessId process, RunDirectory directory) {
        return new ContainerProcess(process, directory, Optional.empty());
    }

    /** The first process, which tasks are told as {@code executor_pid}. */
    public ProcessId process() {
        return process;
    }

    /** Whether the first process lives. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** How the command ended; empty when the first process did not live to tell. */
    public Optional<ExecutorExit> exit() {
        return number(STATUS_FILE).map(status -> new ExecutorExit(Math.toIntExact(status)));
    }

    /** Sends a signal, such as {@code TERM}, to the command's processes; false when there were none. */
    public boolean signal(String name) {
        Optional<Long> command = number(COMMAND_FILE);
        return isAlive() && command.isPresent() && kill(name, command.get());
    }

    /** Kills everything at once, the first process too. */
    public void destroy() {
        number(COMMAND_FILE).filter(command -> isAlive()).ifPresent(command -> kill("KILL", command));
        if (isAlive()) {
            kill("KILL", process.pid());
        }
        sweep();
    }

    /** Kills whatever is left, also processes that made themselves a session of their own. */
    public void sweep() {
        child.ifPresent(Process::destroyForcibly);
        Leftovers.kill(directory.sandbox());
    }

    private static boolean kill(String signal, long group) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " -" + group)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sh to kill a task; is there one on the PATH?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Long> number(String file) {
        try {
            Path path = directory.meta().resolve(file);
            return Optional.of(Long.parseLong(Files.readString(path, StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException untold) {
            return Optional.empty();
        }
    }

    private static String script() {
        try (InputStream script = ContainerProcess.class.getResourceAsStream("executor.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read executor.sh from the testbed's jar; build it again", e);
        }
    }
}
