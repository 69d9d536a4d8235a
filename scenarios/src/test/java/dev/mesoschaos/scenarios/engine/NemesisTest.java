package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.Scope;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.TargetSpec;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NemesisTest {

    private final Bench bench = new Bench();
    private final FakeFault first = new FakeFault("first");
    private final FakeFault second = new FakeFault("second");

    @TempDir
    Path directory;

    @Test
    void aNemesisThatCouldDrawNothingIsInconclusive() throws IOException {
        bench.method.add(nemesis(1, nobody(first)));
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).contains("any fault of nemesis 'storm' was never in effect");
        assertThat(notes()).allMatch(note -> note.contains("no ZooKeeper server leads now"));
    }

    @Test
    void whatHasNobodyToHitJustNowIsReplacedByAnotherFault() throws IOException {
        bench.method.add(nemesis(1, nobody(first), bench.step("two", second)));

        bench.run(directory);

        assertThat(first.calls).isEmpty();
        assertThat(second.calls).contains("inject second", "undo second");
    }

    @Test
    void aDrawnFaultThatCannotBeInjectedEndsTheRunAndIsUndone() throws IOException {
        first.injectFails = new ClusterException("no such tool");
        bench.method.add(nemesis(1, bench.step("one", first)));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("no such tool");
        assertThat(first.calls).containsExactly("inject first", "undo first");
    }

    @Test
    void neverMoreAreOpenThanAllowed() throws IOException {
        bench.hold = Duration.ofMillis(700);
        bench.method.add(nemesis(1, bench.step("one", first), bench.step("two", second)));

        bench.run(directory);

        assertThat(mostOpenAtATime()).isEqualTo(1);
        assertThat(notes()).anyMatch(note -> note.contains("1 are open, and no more may be"));
    }

    @Test
    void twoThatClashAreNotOpenTogether() throws IOException {
        bench.hold = Duration.ofMillis(700);
        first.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));
        second.resources = first.resources;
        bench.method.add(nemesis(2, bench.step("one", first), bench.step("two", second)));

        bench.run(directory);

        assertThat(mostOpenAtATime()).isEqualTo(1);
        assertThat(notes()).anyMatch(note -> note.contains("the daemon of a1 is in use"));
    }

    @Test
    void theSameSeedDrawsTheSameFaultsAndTargets() throws IOException {
        bench.method.add(nemesis(1, bench.step("one", first), bench.step("two", second)));
        bench.run(Files.createDirectory(directory.resolve("1")));
        List<String> draws = drawn();

        bench.run(Files.createDirectory(directory.resolve("2")));

        // A stalled machine may leave out draws, whose places the notes tell.
        assertThat(draws).isNotEmpty();
        assertThat(drawn().getFirst()).isEqualTo(draws.getFirst());
    }

    @Test
    void objectivesAreAboutTheWholeOfIt() throws IOException {
        bench.method.add(nemesis(1, bench.step("one", first)));

        bench.run(directory);

        Event.Nemesis begin = bench.timeline.of(Event.Nemesis.class).getFirst();
        Event.Nemesis end = bench.timeline.of(Event.Nemesis.class).getLast();
        assertThat(bench.timeline.window(new Scope.During("storm"))).hasValueSatisfying(window -> {
            assertThat(window.from()).isEqualTo(begin.at());
            assertThat(window.to()).isEqualTo(end.at());
        });
        assertThat(bench.timeline.undone("storm")).contains(end.at());
        assertThat(bench.timeline.of(Event.Injection.class))
                .allMatch(event -> !event.at().isBefore(begin.at()) && !event.at().isAfter(end.at()));
    }

    private static Step.Nemesis nemesis(int atMost, Step.Fault... faults) {
        return new Step.Nemesis(
                "storm", List.of(faults), Duration.ofMillis(900), Duration.ofMillis(300), atMost, Bench.HERE);
    }

    private static Step.Fault nobody(FakeFault fault) {
        return new Step.Fault("none", fault.id(), fault, new TargetSpec.ZooKeeperLeader(), Duration.ZERO, Bench.HERE);
    }

    private List<String> notes() {
        return bench.timeline.of(Event.Note.class).stream().map(Event.Note::text).toList();
    }

    private List<String> drawn() {
        return bench.timeline.of(Event.Planned.class).stream()
                .map(planned -> planned.step() + " " + planned.targets())
                .toList();
    }

    private int mostOpenAtATime() {
        int open = 0;
        int most = 0;
        for (Event.Injection event : bench.timeline.of(Event.Injection.class)) {
            switch (event.state()) {
                case INJECTING -> open++;
                case UNDONE -> open--;
                default -> {}
            }
            most = Math.max(most, open);
        }
        return most;
    }
}
