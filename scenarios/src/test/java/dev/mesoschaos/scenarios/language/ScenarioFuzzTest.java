package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A valid file with some tokens deleted, doubled, swapped or replaced is read or refused, and nothing else. */
class ScenarioFuzzTest {

    private static final int FILES = 400;
    private static final Pattern TOKENS = Pattern.compile("[\\w.%-]+|\\s+|.");
    private static final List<String> STRANGERS = List.of(
            "", "{}", "[]", "{", "]", ":", "- ", "\n", "\n  ", "\t", "null", "-1", "0", "99999999999999999999", "1e999",
            "NaN", "${hold}", "\"${x}\"", "${", "&a", "*a", "!t", "|", ">", "%", "@", "`", "#", "'", "\"", "\\", "\0",
            "any", "0%", "floor + 3s", "2 x baseline", "1000000000h", "ü", "\ud83d\ude00", "---", "hold: 1s", "? ");

    private final ScenarioReader reader = new ScenarioReader(FakePlugins.all());

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261122, 42, 4711})
    void aSpoiledFileIsReadOrRefused(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String text = spoiled(random);
            refused += refused(text, seed, i) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }

    private boolean refused(String text, long seed, int number) {
        try {
            Reading reading = reader.read(text, number % 4 == 0 ? "s.json" : "s.yaml", Map.of("hold", "1s"));
            assertThat(reading.scenario().isPresent()).isEqualTo(reading.problems().isEmpty());
            return reading.scenario().isEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ", file " + number + ":\n" + text, e);
        }
    }

    private static String spoiled(Random random) {
        List<String> tokens = TOKENS.matcher(ScenarioTexts.VALID).results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(ArrayList::new));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
                default -> tokens.set(at, STRANGERS.get(random.nextInt(STRANGERS.size())));
            }
        }
        return String.join("", tokens);
    }
}
