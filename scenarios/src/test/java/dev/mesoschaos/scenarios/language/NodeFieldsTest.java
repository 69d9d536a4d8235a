package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How faults and probes read their parameters. */
class NodeFieldsTest {

    @Test
    void aReaderThatStumblesOverAStandInIsNotHeard() {
        assertThatThrownBy(() -> NodeFields.read("{wait: soon}", fields -> {
            Duration wait = fields.duration("wait", Duration.ofSeconds(1), Duration.ofSeconds(9));
            return List.of().get((int) wait.toSeconds());
        }))
                .isInstanceOf(InvalidScenario.class)
                .hasMessage("parameters:1:8: expected a duration such as 250ms, 5s, 2m or 1h, from 1s to 9s, "
                        + "got 'soon'");
    }

    @Test
    void aReaderThatFailsByItselfIsADefect() {
        assertThatThrownBy(() -> NodeFields.read("{}", fields -> List.of().get(fields.integer("n", 3, 9, 3))))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anArgumentAConstructorRefusesIsTheFilesMistake() {
        Function<Fields, Object> picky = fields -> {
            throw new IllegalArgumentException("one of both must be there");
        };

        assertThatThrownBy(() -> NodeFields.read("  {}", picky))
                .isInstanceOf(InvalidScenario.class)
                .hasMessage("parameters:1:3: one of both must be there");
    }

    @Test
    void unknownKeysAreFoundInMappingsBelow() {
        assertThatThrownBy(() -> NodeFields.read("{mix: {reed: 1}}", fields -> fields.fields("mix")
                        .map(mix -> mix.integer("read", 0, 9, 0) + mix.integer("write", 0, 9, 0))))
                .hasMessage("parameters:1:8: unknown key 'reed': expected one of read, write; did you mean 'read'?");
    }

    @Test
    void valuesAreReadInTheirForms() {
        String yaml = """
                {t: x, w: b, i: 3, n: 0.5, d: 1.5s, r: 99.9%, rate: 0.5/s, q: 25%, m: {k: 1secs}, l: [{a: 1}, {a: 2}]}
                """;

        List<Object> read = NodeFields.<List<Object>>read(yaml, fields -> List.of(
                fields.text("t", "y"),
                fields.word("w", "a", List.of("a", "b")),
                fields.integer("i", 1, 3, 1),
                fields.number("n", 0, 1, 0),
                fields.duration("d", Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO),
                fields.ratio("r", 0),
                fields.ratePerSecond("rate", 10, 1),
                fields.quantity("q", new Quantity.Any()),
                fields.texts("m"),
                fields.list("l").stream().map(item -> item.integer("a", 1, 2)).toList()));

        assertThat(read).containsExactly(
                "x", "b", 3, 0.5, Duration.ofMillis(1500), 0.999, 0.5, new Quantity.Percent(25),
                Map.of("k", "1secs"), List.of(1, 2));
    }

    @Test
    void sizesAndRatesOfDataAreReadInBytes() {
        assertThat(NodeFields.<List<Long>>read("{a: 512B, b: 1.5KB, c: 2MB/s}", fields -> List.of(
                        fields.bytes("a", 0, 1000),
                        fields.bytes("b", 0, 2000, 7),
                        fields.bytesPerSecond("c", 1, 2 << 20),
                        fields.bytes("d", 0, 10, 7))))
                .containsExactly(512L, 1536L, 2L << 20, 7L);
        for (String wrong : List.of("512", "1.5B", "1KiB", "-1B", "3KB", "1KB/s", "999999999TB")) {
            assertThatThrownBy(() -> NodeFields.read("{a: " + wrong + "}", fields -> fields.bytes("a", 0, 2_500)))
                    .hasMessage("parameters:1:5: expected a size such as 512KB, 64MB or 2GB, from 0B to 2500B, got '" + wrong + "'");
        }
        assertThatThrownBy(() -> NodeFields.read("{a: 64KB}", fields -> fields.bytesPerSecond("a", 1024, 2 << 20)))
                .hasMessage("parameters:1:5: expected a rate such as 512KB/s, 64MB/s or 2GB/s, from 1KB/s to 2MB/s, got '64KB'");
    }

    @Test
    void missingValuesHaveTheirDefaults() {
        List<Object> read = NodeFields.<List<Object>>read("{}", fields -> List.of(
                fields.text("t", "y"),
                fields.word("w", "a", List.of("a", "b")),
                fields.integer("i", 1, 3, 1),
                fields.number("n", 0, 1, 0.5),
                fields.duration("d", Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO),
                fields.ratio("r", 0.25),
                fields.ratePerSecond("rate", 10, 1),
                fields.quantity("q", new Quantity.Any()),
                fields.texts("m"),
                fields.list("l")));

        assertThat(read).containsExactly(
                "y", "a", 1, 0.5, Duration.ZERO, 0.25, 1.0, new Quantity.Any(), Map.of(), List.of());
    }
}
