package dev.mesoschaos.testbed.agent;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.process.Announcement;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent in a process of its own. */
final class AgentProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private InetSocketAddress address;

    private AgentProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static AgentProcess start(Path workDir, String master, String... flags) throws IOException {
        return start(workDir, master, Map.of(), flags);
    }

    static AgentProcess start(Path workDir, String master, Map<String, String> environment, String... flags)
            throws IOException {
        Files.createDirectories(workDir);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AgentMain.class.getName(),
                "--ip=127.0.0.1",
                "--port=0",
                "--master=" + master,
                "--work_dir=" + workDir,
                "--registration_backoff_factor=100ms"));
        line.addAll(List.of(flags));
        Path log = workDir.resolveSibling(workDir.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new AgentProcess(builder.start(), log);
    }

    /** Waits until it listens. */
    InetSocketAddress listening() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the agent ended before it listened:\n" + log());
        }
        return Announcement.parse(line);
    }

    /** Posts JSON to the agent and takes JSON. */
    HttpResponse<String> post(String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private URI uri(String path) throws IOException {
        if (address == null) {
            address = listening();
        }
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Power off: no chance to say anything. */
    void kill() {
        process.destroyForcibly();
        exitStatus();
    }

    void closeStandardInput() throws IOException {
        process.getOutputStream().close();
    }

    int exitStatus() {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        kill();
    }
}
