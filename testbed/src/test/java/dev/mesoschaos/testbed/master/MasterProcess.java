package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.process.Announcement;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A master as a process of its own. */
final class MasterProcess implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;

    MasterProcess(TestZooKeeper zooKeeper, Path directory, int quorum, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Xss512k"));
        // Options of the JVM come before its class, flags of the master after it.
        command.addAll(Stream.of(options).filter(option -> !option.startsWith("--")).toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                MasterMain.class.getName(),
                "--ip=127.0.0.1",
                "--port=0",
                "--zk=" + zooKeeper.url(),
                "--quorum=" + quorum,
                "--work_dir=" + directory,
                "--agent_ping_timeout=1secs",
                "--max_agent_ping_timeouts=3",
                "--zk_session_timeout=6secs"));
        command.addAll(Stream.of(options).filter(option -> option.startsWith("--")).toList());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MESOS_CHAOS_LIFELINE", "stdin");
        process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the master ended before it listened");
        }
        address = Announcement.parse(line);
    }

    String address() {
        return address.getHostString() + ":" + address.getPort();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
