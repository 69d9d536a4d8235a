package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.engine.Abort;
import dev.mesoschaos.scenarios.engine.Directed;
import dev.mesoschaos.scenarios.engine.Direction;
import dev.mesoschaos.scenarios.engine.Engine;
import dev.mesoschaos.scenarios.engine.Order;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that runs one scenario: {@code RunnerMain RUN-DIRECTORY}.
 *
 * <p>Standard input is its lifeline: each line is an {@link Order}, the end of the stream says that the harness is dead.
 * Standard output carries {@link Progress}. Everything else it has to say is in the journal.
 */
public final class RunnerMain {

    /** After the harness has died: time for an orderly undo, short enough that all is gone within ten seconds. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(7);

    private RunnerMain() {}

    /** Runs the request in a directory; ends with 0 when there is a journal to judge. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        PrintStream progress = System.out;
        // A library that prints would corrupt the progress.
        System.setOut(System.err);
        RunRequest request = RunRequest.read(directory);
        Plugins plugins = Plugins.find();
        Clock clock = Clock.system();
        Abort abort = new Abort();
        Directed directed = new Directed();
        Thread.ofPlatform().daemon().name("lifeline").start(() -> listen(abort, directed, clock));
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            abort.request("interrupted");
            join(main);
        }, "undo-before-exit"));
        try (Journal journal = Journal.append(directory.resolve(JournalReader.FILE))) {
            journal.recordDurably(started(request, clock));
            journal.record(ThisMachine.at(clock.now()));
            Scenario scenario = scenario(request, plugins);
            ProgressReporter reporter = new ProgressReporter(scenario, journal, plugins, clock, progress);
            Thread reporting = Thread.ofPlatform().daemon().name("progress").start(reporter::run);
            Direction direction = request.directed() ? directed : Direction.IN_ORDER;
            engine(scenario, request, plugins, journal, clock, abort, direction).run(request.runId(), directory);
            reporting.interrupt();
            reporting.join(2000);
        }
        progress.flush();
    }

    private static Scenario scenario(RunRequest request, Plugins plugins) {
        return new ScenarioReader(plugins)
                .read(request.scenario(), request.file(), RunRequest.variables(request.settings()))
                .orThrow();
    }

    private static Engine engine(
            Scenario scenario,
            RunRequest request,
            Plugins plugins,
            Journal journal,
            Clock clock,
            Abort abort,
            Direction direction) {
        ClusterProvider provider = plugins.clusters().get(request.clusterKind());
        return new Engine(
                scenario,
                plugins,
                provider,
                request.settings(),
                journal,
                clock,
                new Seed(request.seed()),
                abort,
                direction);
    }

    private static Event.RunStarted started(RunRequest request, Clock clock) {
        return new Event.RunStarted(
                clock.now(),
                request.runId(),
                request.name(),
                request.scenario(),
                request.file(),
                request.seed(),
                request.version(),
                request.commit(),
                request.command(),
                request.settings(),
                request.clusterKind());
    }

    private static void listen(Abort abort, Directed directed, Clock clock) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Order order = JournalJson.mapper().readValue(line, Order.class);
                if (order instanceof Order.Abort reason) {
                    abort.request(reason.reason());
                } else {
                    directed.take(order);
                }
            }
        } catch (IOException e) {
            // As good as its end: nobody is there any more.
        }
        abort.request("the harness died");
        clock.pause(LAST_WORDS);
        Runtime.getRuntime().halt(4);
    }

    private static void join(Thread main) {
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
