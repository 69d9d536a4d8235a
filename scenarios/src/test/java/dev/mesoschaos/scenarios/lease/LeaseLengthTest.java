package dev.mesoschaos.scenarios.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.language.UsageException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseLengthTest {

    @ParameterizedTest
    @ValueSource(strings = {"4s", "4999ms", "601s", "5500ms", "1h", "15", "-15s", "15 s", ""})
    void aLengthThatHostsCouldNotKeepIsRefused(String text) {
        assertThatThrownBy(() -> Leases.length(Map.of(Leases.SETTING, text)))
                .isInstanceOf(UsageException.class)
                .hasMessage("chaos.lease=" + text
                        + ": expected whole seconds or minutes, such as 30s or 2m, from 5s to 10m");
    }

    @ParameterizedTest
    @CsvSource({"5s, 5", "30s, 30", "2m, 120", "10m, 600", "6000ms, 6"})
    void anyOtherIsKept(String text, long seconds) {
        assertThat(Leases.length(Map.of(Leases.SETTING, text))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void fifteenSecondsWhenNothingIsSaid() {
        assertThat(Leases.length(Map.of())).isEqualTo(Duration.ofSeconds(15));
    }
}
