package dev.mesoschaos.probes;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.indicator.Availability;
import dev.mesoschaos.probes.indicator.LongestOutage;
import dev.mesoschaos.probes.indicator.LostInstanceSeconds;
import dev.mesoschaos.probes.indicator.OverReplication;
import dev.mesoschaos.probes.indicator.ViolationTime;
import dev.mesoschaos.probes.invariant.NoDuplicateTasks;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded random histories, against an oracle that is slow and obvious: it looks at each second of the run by itself. All
 * that happens, happens at whole seconds, so that nothing changes within one.
 */
class RandomHistoriesTest {

    private static final int SECONDS = 40;
    private static final int RECOVERED = 30;
    private static final int SLOTS = 3;
    private static final Window MEASURED = window(10, SECONDS);

    /** A task of a slot that runs from one second to another, to the end when that is {@link #SECONDS}. */
    private record Life(int slot, int from, int to) {
        boolean at(int second) {
            return from <= second && second < to;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void instancesAreCountedAsAtEachSecond(long seed) {
        Random random = new Seed(seed).stream("lives");
        List<Life> lives = lives(random);
        Timeline timeline = timeline(lives);
        Map<Integer, List<Life>> slots = lives.stream().collect(Collectors.groupingBy(Life::slot));

        long missing = 0;
        long crowded = 0;
        for (int second = 10; second < SECONDS; second++) {
            int now = second;
            missing += slots.values().stream().filter(slot -> slot.stream().noneMatch(life -> life.at(now))).count();
            crowded += lives.stream().filter(life -> life.at(now)).count() > slots.size() ? 1 : 0;
        }
        List<Integer> twice = slots.entrySet().stream()
                .filter(slot -> IntStream.range(RECOVERED, SECONDS).anyMatch(second ->
                        slot.getValue().stream().filter(life -> life.at(second)).count() > 1))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(value(new LostInstanceSeconds(), timeline)).isCloseTo((double) missing, within(1e-6));
        assertThat(value(new OverReplication(), timeline)).isCloseTo((double) crowded, within(1e-6));
        assertThat(new NoDuplicateTasks().check(timeline).violations()).hasSameSizeAs(twice);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void outagesAreAsLongAsTheirSeconds(long seed) {
        Random random = new Seed(seed).stream("requests");
        boolean[] good = new boolean[SECONDS];
        for (int second = 0; second < SECONDS; second++) {
            good[second] = random.nextInt(4) > 0;
        }
        Timeline timeline = new Journals()
                .requests(0, SECONDS, n -> good[(int) n / 100] ? Outcome.OK : Outcome.TIMEOUT)
                .phase(Phase.CLOSING, SECONDS)
                .timeline();

        int longest = 0;
        int all = 0;
        int row = 0;
        for (int second = 10; second < SECONDS; second++) {
            row = good[second] ? 0 : row + 1;
            longest = Math.max(longest, row);
            all += good[second] ? 0 : 1;
        }

        assertThat(value(new LongestOutage(), timeline)).isCloseTo(longest, within(1e-6));
        assertThat(value(new ViolationTime(), timeline)).isCloseTo(all, within(1e-6));
        assertThat(value(new Availability(), timeline)).isCloseTo(1 - all / 30.0, within(1e-6));
    }

    private static double value(Indicator indicator, Timeline timeline) {
        return indicator.measure(timeline, MEASURED, Query.ALL).value().orElseThrow();
    }

    private static List<Life> lives(Random random) {
        List<Life> lives = new ArrayList<>();
        for (int slot = 1; slot <= SLOTS; slot++) {
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int from = random.nextInt(SECONDS - 1);
                lives.add(new Life(slot, from, from + 1 + random.nextInt(SECONDS - from)));
            }
        }
        return lives;
    }

    private static Timeline timeline(List<Life> lives) {
        Journals journal = new Journals().cluster().recovered(RECOVERED - 1, RECOVERED).phase(Phase.CLOSING, SECONDS);
        Map<Integer, Integer> tasks = new TreeMap<>();
        for (Life life : lives) {
            String task = "web." + life.slot() + "-" + tasks.merge(life.slot(), 1, Integer::sum);
            journal.runs(task, "a" + life.slot(), life.from());
            if (life.to() < SECONDS) {
                journal.update(task, "TASK_FAILED", life.to());
            }
        }
        return journal.timeline();
    }
}
