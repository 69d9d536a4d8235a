package dev.mesoschaos.conformance.suite;

import dev.mesoschaos.conformance.bed.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Groups side by side, because most of their time is waiting: each lane is a process with a cluster of its own. */
public final class Lanes {

    private static final List<List<Group>> LANES = List.of(
            List.of(Group.HTTP, Group.SCHEDULER_STREAM, Group.OFFERS, Group.UPDATES),
            List.of(Group.AGENT_FAULTS, Group.MASTER_FAULTS, Group.MAINTENANCE));

    private Lanes() {}

    /** Tests the selected statements and prints each outcome as it comes. */
    public static List<Outcome> run(Settings settings, Selection selection)
            throws InterruptedException {
        List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (List<Group> lane : LANES) {
                Selection part = new Selection(
                        lane.stream().flatMap(group -> selection.and(Selection.of(group)).statements().stream()).toList());
                if (!part.statements().isEmpty()) {
                    running.add(lanes.submit(() -> run(settings, name(lane), part, outcomes)));
                }
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("statements could not be tested: " + e.getCause().getMessage(), e.getCause());
        }
        return List.copyOf(outcomes);
    }

    private static Void run(Settings settings, String name, Selection selection, List<Outcome> outcomes)
            throws IOException {
        try (SuiteProcess suite = SuiteProcess.start(settings, name, selection)) {
            suite.follow(outcome -> {
                outcomes.add(outcome);
                String reason = outcome.reason().lines().findFirst().map(line -> "  " + line).orElse("");
                System.out.println(outcome.kind() + "  " + outcome.statement() + " " + outcome.words() + "  "
                        + outcome.millis() + " ms" + reason);
            });
        }
        return null;
    }

    private static String name(List<Group> lane) {
        return lane.getFirst().name().toLowerCase(Locale.ROOT);
    }
}
