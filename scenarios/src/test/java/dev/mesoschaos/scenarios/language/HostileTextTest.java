package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt the reader get messages of bounded length, in bounded time. */
class HostileTextTest {

    private static final int LARGEST = SourceText.MAX_BYTES - 1;

    static Stream<Named<String>> texts() {
        return Stream.of(
                Named.of("ten thousand opened lists", "[".repeat(10_000)),
                Named.of("a megabyte of opened mappings", "{a: ".repeat(LARGEST / 4)),
                Named.of("deep blocks", Stream.iterate("", pad -> pad + " ").limit(1000)
                        .map(pad -> pad + "a:\n").reduce("", String::concat)),
                Named.of("deep block lists", "- ".repeat(10_000)),
                Named.of("more than a mebibyte", "a".repeat(SourceText.MAX_BYTES + 1)),
                Named.of("one long key", "k".repeat(LARGEST - 3) + ": v"),
                Named.of("one long value", "name: " + "v".repeat(LARGEST - 10)),
                Named.of("one long number", "name: " + "9".repeat(LARGEST - 10)),
                Named.of("one long duration", ScenarioTexts.VALID.replace("5s", "9".repeat(5000) + "s")),
                Named.of("many keys", Stream.iterate(0, i -> i + 1).limit(50_000)
                        .map(i -> "k" + i + ": v\n").collect(Collectors.joining())),
                Named.of("the same key many times", "name: v\n".repeat(50_000)),
                Named.of("a thousand laughs", laughs()),
                Named.of("an anchor on itself", "name: &a [*a]"),
                Named.of("many references to a long value", ScenarioTexts.VALID
                        .replace("hold: 20s", "hold: " + "9".repeat(300_000))
                        .replace("sleep 1000", "${hold}".repeat(100_000))),
                Named.of("many opened references", ScenarioTexts.VALID.replace("sleep 1000", "${".repeat(50_000))),
                Named.of("tabs", "\t\t\t\t"),
                Named.of("NUL", "name: \0"),
                Named.of("half a surrogate pair", "name: \ud800"),
                Named.of("an escape beyond Unicode", "name: \"\\UFFFFFFFF\""),
                Named.of("an escape of half a pair", "name: \"\\ud800\""),
                Named.of("an unknown escape", "name: \"\\q\""),
                Named.of("a complex key", "? [a, b]\n: c\n"),
                Named.of("a key without a value", "? a\n"),
                Named.of("a directive", "%YAML 9.9\n---\nname: x\n"),
                Named.of("an unknown tag handle", "name: !x!y z\n"),
                Named.of("a binary tag", "name: !!binary \"%%%\"\n"),
                Named.of("a set", "!!set {a, b}"),
                Named.of("an end without a start", "...\n"),
                Named.of("a quote without its end", "name: \"x"),
                Named.of("a block text without lines", "name: |9\n"),
                Named.of("a closing bracket", "}"),
                Named.of("two documents", "--- a\n--- b\n"),
                Named.of("a merge of nothing", "<<: 3\n"),
                Named.of("numbers YAML knows", "name: 0x1F\ntitle: 1_000\nwhy: .inf\nmethod: 12:30:45\n"));
    }

    /** Each level names the one above it nine times: a thousand million words, if aliases were followed. */
    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 lol\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isAnsweredWithMessages(String text) {
        ScenarioReader reader = new ScenarioReader(FakePlugins.all());

        for (String file : new String[] {"s.yaml", "s.json"}) {
            Reading reading = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> reader.read(text, file, Map.of()));
            assertThat(reading.scenario()).isEmpty();
            assertThat(reading.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.getMessage())
                    .startsWith(file)
                    .hasSizeLessThan(1000)
                    .doesNotContain("Exception", "\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isAnsweredWithMessagesWhenReadAsBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16);

        Reading reading = new ScenarioReader(FakePlugins.all()).read(bytes, "s.yaml", Map.of());

        assertThat(reading.problems()).isNotEmpty();
    }
}
