package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final int WIDTH = 60;
    private static final char ESCAPE = '\u001b';

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PlainView plain = new PlainView(Bench.stream(bytes));
    private final LiveView live = new LiveView(Bench.stream(bytes), WIDTH, new Paint(true));

    @Test
    void newsAreTakenForWhatTheyAreAndCommandNoTerminal() {
        plain.progress(at(1, "task said \u001b[2J\u0007 and\nmore"));
        live.started("cut", "seed 1");
        live.progress(at(1, "task said \u001b[2J\u0007 and\nmore"));

        assertThat(printed()).contains("task said  [2J  and more").doesNotContain("\u001b[2J", "\u0007");
    }

    @Test
    void plainLinesTellNewsAtOnceAndALifeSignEachTenSeconds() {
        plain.started("cut", "seed 1");
        for (int second = 0; second <= 25; second++) {
            plain.progress(at(second, second == 7 ? "target: a1" : ""));
        }

        assertThat(printed().lines())
                .containsExactly(
                        "cut: seed 1",
                        "   0:07  target: a1",
                        "   0:10  method, open faults: process-kill on a1, schedulability 99.00 %",
                        "   0:20  method, open faults: process-kill on a1, schedulability 99.00 %");
    }

    @Test
    void eachScenarioGetsItsOwnLifeSigns() {
        plain.progress(at(300, ""));
        plain.started("next", "seed 1");
        plain.progress(at(10, ""));

        assertThat(printed()).contains("   0:10  method");
    }

    @Test
    void plainLinesHoldNoColours() {
        plain.started("cut", "seed 1");
        plain.progress(at(1, "news"));
        plain.broken("no such thing");

        assertThat(printed()).doesNotContain(String.valueOf(ESCAPE));
    }

    @Test
    void theLiveBlockIsDrawnOverItself() {
        live.started("cut", "seed 1");
        live.progress(at(1, ""));
        live.progress(at(2, "one more line"));
        live.progress(at(3, ""));

        String[] frames = printed().split("\u001b\\[\\d+A\r\u001b\\[J", -1);
        assertThat(frames).hasSize(4);
        assertThat(printed()).contains(ESCAPE + "[6A", ESCAPE + "[7A");
        assertThat(frames[3]).contains("0:03", "one more line", "process-kill on a1", "schedulability ███ 99.00 %");
    }

    @Test
    void noLineOfTheLiveBlockIsWiderThanTheScreen() {
        String longNews = "x".repeat(200);
        Frame frame = new Frame("cut".repeat(40), "seed 1", at(1, ""), new Trail(), List.of(longNews));

        assertThat(frame.lines(WIDTH, new Paint(false)))
                .allMatch(line -> line.length() < WIDTH)
                .last().asString().endsWith("…");
    }

    @Test
    void withoutColoursTheBlockStillSaysEverything() {
        Frame frame = new Frame("cut", "seed 1", at(1, ""), trailTo(3), List.of());

        assertThat(frame.lines(WIDTH, new Paint(false)))
                .containsExactly(
                        "cut  seed 1",
                        "  phase          method  0:01",
                        "  open faults    process-kill on a1",
                        "  time line, 1 s ████",
                        "  schedulability ████ 99.00 %",
                        "  stops when     availability of web below 20% for 10 s; n…");
    }

    @Test
    void stripsHaveOneColumnForEachSecondAndBlanksWhereNothingWasMeasured() {
        Trail trail = new Trail();
        trail.add(Progress.of(Phase.OPENING, ""));
        trail.add(with(1, Phase.STEADY_STATE, List.of(), Map.of("availability", new Progress.Gauge(1, "100.00 %"))));
        trail.add(with(2, Phase.METHOD, List.of(), Map.of("availability", new Progress.Gauge(0.5, "50.00 %"))));
        trail.add(with(3, Phase.METHOD, List.of("cut"), Map.of()));
        trail.add(with(3, Phase.METHOD, List.of("cut"), Map.of("availability", new Progress.Gauge(0, "0.00 %"))));

        assertThat(trail.faults(60)).isEqualTo("──━█");
        assertThat(trail.spark("availability", 60)).isEqualTo(" █▅▁");
        assertThat(trail.spark("availability", 2)).isEqualTo("▅▁");
        assertThat(trail.phases()).containsExactly(Map.entry(Phase.OPENING, 1L), Map.entry(Phase.STEADY_STATE, 1L));
    }

    @Test
    void aCrowdOfFaultsIsCountedInPlaceOfPushingTheRestOffTheScreen() {
        List<String> faults = List.of("f1", "f2", "f3", "f4", "f5", "f6");
        Frame frame = new Frame("cut", "seed 1", with(1, Phase.METHOD, faults, Map.of()), new Trail(), List.of());

        assertThat(frame.lines(WIDTH, new Paint(false))).contains("  open faults    f1", "                 2 more").hasSize(7);
    }

    @Test
    void clocksHaveHoursOnlyWhenThereAreSome() {
        assertThat(Words.clock(Duration.ofSeconds(67))).isEqualTo("1:07");
        assertThat(Words.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
    }

    private static Progress with(int second, Phase phase, List<String> faults, Map<String, Progress.Gauge> headline) {
        return new Progress(Duration.ofSeconds(second), phase, faults, headline, List.of(), "", Optional.empty());
    }

    private static Trail trailTo(int lastSecond) {
        Trail trail = new Trail();
        for (int second = 0; second <= lastSecond; second++) {
            trail.add(at(second, ""));
        }
        return trail;
    }

    private static Progress at(int second, String news) {
        return new Progress(
                Duration.ofSeconds(second),
                Phase.METHOD,
                List.of("process-kill on a1"),
                Map.of("schedulability", new Progress.Gauge(0.99, "99.00 %")),
                List.of("availability of web below 20% for 10 s; now 98.00 %"),
                news,
                Optional.empty());
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
