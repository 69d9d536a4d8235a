package dev.mesoschaos.scenarios.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:00:00.5Z",
                "2024-02-29T23:59:59.123456789Z",
                "1969-12-31T23:59:59.000000001Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T10:00:00+01:00"
            })
    void readsWhatJavaReads(String text) {
        assertThat(InstantReader.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-02-30T10:00:00Z", "2026-11-22T10:61:00Z", "2026-11-22T10:00:00.Zulu"})
    void whatIsNoInstantIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> JournalJson.mapper().readValue("\"" + text + "\"", Instant.class))
                .isInstanceOf(InvalidFormatException.class)
                .hasMessageContaining("no instant");
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Instant instant = Instant.parse("2026-11-22T10:00:00.120Z");
        String json = JournalJson.mapper().writeValueAsString(instant);
        assertThat(JournalJson.mapper().readValue(json, Instant.class)).isEqualTo(instant);
    }
}
