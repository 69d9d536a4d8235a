package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {

    private static final Mix ALL = new Mix(0.1, 0.2, 0.3, 0.15, 0.25);

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 499_000})
    void everyStretchOfAHundredRequestsHasItsShares(long first) {
        Map<Mix.Kind, Long> counts = LongStream.range(first, first + 100)
                .mapToObj(ALL::kind)
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));

        assertThat((double) counts.get(Mix.Kind.WRITE)).isCloseTo(10, within(2.0));
        assertThat((double) counts.get(Mix.Kind.READ)).isCloseTo(20, within(2.0));
        assertThat((double) counts.get(Mix.Kind.WATCH)).isCloseTo(30, within(2.0));
        assertThat((double) counts.get(Mix.Kind.SESSION)).isCloseTo(15, within(2.0));
        assertThat((double) counts.get(Mix.Kind.LARGE)).isCloseTo(25, within(2.0));
    }

    @ParameterizedTest
    @EnumSource(Mix.Kind.class)
    void aMixOfOneKindHasNoOther(Mix.Kind kind) {
        Mix one = switch (kind) {
            case WRITE -> new Mix(1, 0, 0, 0, 0);
            case READ -> new Mix(0, 1, 0, 0, 0);
            case WATCH -> new Mix(0, 0, 1, 0, 0);
            case SESSION -> new Mix(0, 0, 0, 1, 0);
            case LARGE -> new Mix(0, 0, 0, 0, 1);
        };

        assertThat(LongStream.range(0, 100_000).mapToObj(one::kind).distinct()).containsExactly(kind);
    }

    @Test
    void aKindLeftOutNeverComesFromRounding() {
        Mix tenths = new Mix(0.1, 0.2, 0.7, 0, 0);

        assertThat(LongStream.range(0, 1_000_000).mapToObj(tenths::kind).distinct())
                .doesNotContain(Mix.Kind.SESSION, Mix.Kind.LARGE);
    }
}
