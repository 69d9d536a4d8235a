package dev.mesoschaos.testbed.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MesosDurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1s", "1 secs", "secs", "1,5secs", "PT1S", "1min"})
    void anythingElseThanNumberAndUnitIsRefusedWithTheUnits(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MesosDuration.parse(text))
                .withMessageContaining("secs, mins, hrs");
    }

    @Test
    void moreThanCanBeCountedInNanosecondsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MesosDuration.parse("100000weeks"))
                .withMessageContaining("longer than a duration can be");
    }

    @ParameterizedTest
    @CsvSource({"1secs,1000", "500ms,500", "10mins,600000", "1.5secs,1500", "0.5hrs,1800000", "1weeks,604800000"})
    void numbersAndUnitsAreRead(String text, long expectedMillis) {
        assertThat(MesosDuration.parse(text)).isEqualTo(Duration.ofMillis(expectedMillis));
    }

    @ParameterizedTest
    @CsvSource({"60secs,1mins", "1500ms,1500ms", "600secs,10mins", "0secs,0ns", "1secs,1secs"})
    void aDurationIsPrintedInItsLargestWholeUnit(String text, String expected) {
        assertThat(MesosDuration.format(MesosDuration.parse(text))).isEqualTo(expected);
    }

    @Test
    void fractionsOfNanosecondsAreRounded() {
        assertThat(MesosDuration.parse("1.5ns")).isEqualTo(Duration.ofNanos(2));
    }
}
