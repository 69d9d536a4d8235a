package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * The process that runs one command task: a small shell script, leader of a session and process group of its own, so
 * that it lives on when the agent goes and its processes can be signalled together.
 *
 * <p>A task that does not survive its agent (checkpoint=false, mesos-facts 4.4-2) holds one end of a pipe whose other
 * end only the agent has.
 */
final class CommandExecutor {

    private static final String SCRIPT = script();
    private static final String STATUS_FILE = "executor.status";

    private final ProcessId process;
    private final RunDirectory directory;
    /** Held, because the pipe to its standard input closes with it. */
    private final Optional<Process> child;

    private CommandExecutor(ProcessId process, RunDirectory directory, Optional<Process> child) {
        this.process = process;
        this.directory = directory;
        this.child = child;
    }

    /**
     * Starts a command.
     *
     * @param lifeline what the task must not outlive
     * @throws IOException when there is no {@code sh} or {@code setsid}, or no room for the files
     */
    static CommandExecutor start(
            CommandInfo command, Map<String, String> environment, RunDirectory directory, TaskLifeline lifeline)
            throws IOException {
        Files.createDirectories(directory.sandbox());
        Files.createDirectories(directory.meta());
        List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "executor"));
        line.add(directory.meta().resolve(STATUS_FILE).toString());
        line.add(lifeline.isPresent() ? "lifeline" : "");
        line.addAll(commandLine(command));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.sandbox().toFile())
                .redirectInput(lifeline.input())
                .redirectOutput(directory.sandbox().resolve("stdout").toFile())
                .redirectError(directory.sandbox().resolve("stderr").toFile());
        builder.environment().keySet().removeIf(CommandExecutor::isForAgentsOnly);
        builder.environment().putAll(environment);
        Process started = builder.start();
        ProcessId process = ProcessId.of(started.pid()).orElseGet(() -> new ProcessId(started.pid(), 0));
        return new CommandExecutor(process, directory, Optional.of(started));
    }

    /** Tasks keep the marks by which a harness knows the processes of a host and of a cluster. */
    private static boolean isForAgentsOnly(String variable) {
        return variable.startsWith("MESOS_") && !variable.startsWith("MESOS_CHAOS_");
    }

    /** An executor that an earlier process of this agent started. */
    static CommandExecutor reattach(ProcessId process, RunDirectory directory) {
        return new CommandExecutor(process, directory, Optional.empty());
    }

    ProcessId process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How the command ended; empty when the executor did not live to tell. */
    Optional<ExecutorExit> exit() {
        try {
            String status = Files.readString(directory.meta().resolve(STATUS_FILE), StandardCharsets.US_ASCII);
            return Optional.of(new ExecutorExit(Integer.parseInt(status.strip())));
        } catch (IOException | NumberFormatException untold) {
            return Optional.empty();
        }
    }

    /** Sends a signal to the whole process group; false when there was none. */
    boolean signal(String name) {
        if (!isAlive()) {
            return false;
        }
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " -" + process.pid() + " 2>/dev/null")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sh to kill a task; is there one on the PATH?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills whatever of the task's processes is left, also those that made themselves a session of their own. */
    void sweep() {
        child.ifPresent(Process::destroyForcibly);
        Leftovers.kill(directory.sandbox());
    }

    private static List<String> commandLine(CommandInfo command) {
        if (command.getShell()) {
            return List.of("sh", "-c", command.getValue());
        }
        List<String> line = new ArrayList<>(List.of(command.getValue()));
        line.addAll(command.getArgumentsList().stream().skip(1).toList());
        return line;
    }

    private static String script() {
        try (InputStream script = CommandExecutor.class.getResourceAsStream("executor.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read executor.sh from the testbed's jar; build it again", e);
        }
    }
}
