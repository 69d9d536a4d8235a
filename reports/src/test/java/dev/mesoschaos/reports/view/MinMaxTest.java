package dev.mesoschaos.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinMaxTest {

    private static final int PEAK = 123_457;
    private static final int TROUGH = 765_432;

    @Test
    void ofAMillionPointsTheHighestAndTheLowestAreAmongTheFewThatStay() {
        List<Integer> all = IntStream.range(0, 1_000_000).boxed().toList();
        List<Integer> kept = MinMax.of(all, at -> at, MinMaxTest::value);
        assertThat(kept).hasSizeLessThanOrEqualTo(MinMax.MOST).contains(PEAK, TROUGH).isSorted();
    }

    @Test
    void fewPointsStayAsTheyAre() {
        List<Integer> all = IntStream.range(0, MinMax.MOST).boxed().toList();
        assertThat(MinMax.of(all, at -> at, MinMaxTest::value)).isEqualTo(all);
    }

    private static double value(int at) {
        return switch (at) {
            case PEAK -> 9;
            case TROUGH -> -9;
            default -> at % 2;
        };
    }
}
