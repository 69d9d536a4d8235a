package dev.mesoschaos.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A scenario that is being run by the {@link Product}, in a process group of its own as a shell would start it. */
final class LiveRun implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
    /** Whatever started these tests, such as a shell in the background, may have made them ignore interrupts. */
    private static final List<String> AS_A_SHELL = List.of("setsid", "env", "--default-signal=INT");

    private final Product product;
    private final Path directory;
    private final String mark = "MESOS_CHAOS_IT=" + UUID.randomUUID();
    private final Process process;
    private Traces traces;

    private LiveRun(Product product, Path directory, List<String> arguments) throws IOException {
        this.product = product;
        this.directory = directory;
        Path temp = Files.createDirectory(directory.resolve("tmp"));
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
        String[] variable = mark.split("=", 2);
        Map<String, String> environment = Map.of(
                variable[0], variable[1],
                "HOME", directory.toString(),
                "TMPDIR", temp.toString(),
                "JAVA_TOOL_OPTIONS", "\"-Djava.io.tmpdir=" + temp + "\"");
        this.process = product.start(AS_A_SHELL, environment, directory, arguments);
    }

    static LiveRun start(Product product, Path directory, Path scenario, String... more) throws IOException {
        return new LiveRun(product, directory, product.runArguments(directory, scenario, more));
    }

    /** Any other command that stays. */
    static LiveRun command(Product product, Path directory, List<String> arguments) throws IOException {
        return new LiveRun(product, directory, arguments);
    }

    /** Waits until a fault is in effect, and looks at what the run has on this machine by then. */
    void awaitHold() throws IOException {
        await(this::isInHold);
    }

    /** Waits until something is the case, and looks at what the command has on this machine by then. */
    void await(Callable<Boolean> condition) throws IOException {
        Awaitility.await().atMost(START_LIMIT).until(() -> !process.isAlive() || condition.call());
        assertThat(process.isAlive()).as("ended too early: %s", Files.readString(directory.resolve("err"))).isTrue();
        traces = Traces.of(mark, directory);
        assertThat(traces.find()).as("traces of a run under way").hasSizeGreaterThan(4);
    }

    /** What Ctrl-C does: the terminal signals all processes of the foreground. */
    void interrupt() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }

    void killHarness() {
        process.destroyForcibly();
    }

    /** SIGKILL to the process that runs the engine, wherever it is below the enclosing ones. */
    void killRunner() {
        runner().destroyForcibly();
    }

    /** SIGKILL to both before either can notice. */
    void killBoth() {
        ProcessHandle runner = runner();
        process.destroyForcibly();
        runner.destroyForcibly();
    }

    /** Waits until it has ended by itself. */
    Product.Outcome end() throws InterruptedException {
        return Product.end(process, directory);
    }

    /** Waits until nothing is left; fails after ten seconds. */
    void goneSoon() {
        Awaitility.await().atMost(GONE_WITHIN).untilAsserted(() -> assertThat(traces.find()).isEmpty());
    }

    /** Calls a command that takes the run's directory. */
    Product.Outcome command(String name) throws IOException, InterruptedException {
        return product.call(directory, List.of(name, latest().toString()));
    }

    Timeline journal() throws IOException {
        return JournalReader.read(latest());
    }

    /** Its report for people, as it is at present. */
    String report() throws IOException {
        return Files.readString(latest().resolve("report.html"));
    }

    /** Servers of its cluster, as one word. */
    String zookeeper() throws IOException {
        return journal().last(Event.ClusterOpened.class).orElseThrow().topology().hosts().stream()
                .filter(host -> host.role() == Role.ZOOKEEPER)
                .map(host -> host.service().toString())
                .collect(Collectors.joining(","));
    }

    /** Whether it has come to a phase. */
    boolean entered(Phase phase) throws IOException {
        return hasJournal() && journal().entered(phase).isPresent();
    }

    /** The states of its injection, in order. */
    List<InjectionState> states() throws IOException {
        return journal().of(Event.Injection.class).stream().map(Event.Injection::state).toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Path latest() {
        return directory.resolve("runs").resolve("latest");
    }

    private boolean isInHold() throws IOException {
        return hasJournal() && states().contains(InjectionState.ACTIVE);
    }

    private boolean hasJournal() throws IOException {
        Path journal = latest().resolve(JournalReader.FILE);
        return Files.exists(journal) && Files.size(journal) > 0;
    }

    private ProcessHandle runner() {
        return process.descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }
}
