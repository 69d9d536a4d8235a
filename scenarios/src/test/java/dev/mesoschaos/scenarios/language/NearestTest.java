package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("hold", "target", "fault", "id");

    @Test
    void swappedLettersAreOneMistake() {
        assertThat(Nearest.distance("hodl", "hold")).isEqualTo(1);
        assertThat(Nearest.to("hodl", KNOWN)).contains("hold");
    }

    @Test
    void insertedDroppedAndReplacedLettersAreOneMistakeEach() {
        assertThat(Nearest.distance("targets", "target")).isEqualTo(1);
        assertThat(Nearest.distance("tagret", "target")).isEqualTo(1);
        assertThat(Nearest.distance("trget", "target")).isEqualTo(1);
        assertThat(Nearest.distance("tarqet", "target")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void upperAndLowerCaseAreTheSame() {
        assertThat(Nearest.to("Hold", KNOWN)).contains("hold");
    }

    @Test
    void aWordUnlikeAllKnownOnesHasNoNearest() {
        assertThat(Nearest.to("colour", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), KNOWN)).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstInTheAlphabetIsMeant() {
        assertThat(Nearest.to("bat", List.of("cat", "bar"))).contains("bar");
    }
}
