package dev.mesoschaos.testbed.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A testbed process as the embedded cluster starts it, ended with the test that opened it. */
public final class TestProcess implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xss512k");

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");

    private final Process process;
    private final BufferedReader out;

    private TestProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts the main class with these flags in a JVM like this one. */
    public static TestProcess start(Class<?> main, String... flags) throws IOException {
        return start(List.of(), main, flags);
    }

    /** The same with options of the JVM beyond those of all, such as a larger heap. */
    public static TestProcess start(List<String> options, Class<?> main, String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(Lifeline.VARIABLE, "stdin");
        return new TestProcess(builder.start());
    }

    /** Waits for the announcement. */
    public InetSocketAddress awaitListening() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the process ended with its announcement unsaid; its log is above");
        }
        return Announcement.parse(line);
    }

    /** Memory that the process holds, in bytes; pages shared with others count in proportion. */
    public long residentBytes() throws IOException {
        Matcher pss = PSS.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"), UTF_8));
        if (!pss.find()) {
            throw new IOException("the kernel does not tell the memory of process " + process.pid());
        }
        return Long.parseLong(pss.group(1)) * 1024;
    }

    /** Lets go of the process's standard input. */
    public void cutLifeline() throws IOException {
        process.getOutputStream().close();
    }

    /** The exit status, once the process has ended. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process still runs after 20 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
