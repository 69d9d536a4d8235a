package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.testbed.process.Announcement;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A master or an agent of the testbed as a process, which ends with this one. */
record BedProcess(Process process, InetSocketAddress address) implements AutoCloseable {

    /** Starts it, and waits until it listens. */
    static BedProcess start(Class<?> main, Path log, String... flags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xss512k",
                "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MESOS_CHAOS_LIFELINE", "stdin");
        try {
            Process process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException(main.getSimpleName() + " ended before it listened, see " + log);
            }
            return new BedProcess(process, Announcement.parse(line));
        } catch (IOException e) {
            throw new IllegalStateException(main.getSimpleName() + " cannot be started", e);
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
