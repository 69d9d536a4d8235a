package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static final MasterAddress A = new MasterAddress("a", 5050);
    private static final MasterAddress B = new MasterAddress("b", 5050);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5050", "master-1.example:1", "[::1]:65535"})
    void anAddressIsWrittenAsItWasRead(String text) {
        assertThat(MasterAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", "host:port", "host:0", "host:65536", ":5050", "::1:5050", "h:5050/x"})
    void whatIsNoAddressIsRefusedInWords(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MasterAddress.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).matches("(?s).*(write|between|empty).*"));
    }

    @Test
    void mastersAreNamedInTurnAsTheyFall() {
        LeaderSource masters = LeaderSource.of(List.of(A, B));
        assertThat(masters.current()).isEqualTo(A);
        masters.suspect(B);
        assertThat(masters.current()).as("nobody had asked b").isEqualTo(A);
        masters.suspect(A);
        assertThat(masters.current()).isEqualTo(B);
        masters.suspect(B);
        assertThat(masters.current()).isEqualTo(A);
    }

    @Test
    void aLeaderThatIsNotInTheListIsNamedUntilItFalls() {
        MasterAddress elsewhere = new MasterAddress("c", 5050);
        LeaderSource masters = LeaderSource.of(List.of(A, B));
        masters.confirmed(elsewhere);
        assertThat(masters.current()).isEqualTo(elsewhere);
        masters.suspect(elsewhere);
        assertThat(masters.current()).isEqualTo(A);
    }

    @Test
    void aListOfNoMastersIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LeaderSource.of(List.of()));
    }
}
