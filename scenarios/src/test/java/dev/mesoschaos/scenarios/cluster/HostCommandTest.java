package dev.mesoschaos.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostCommandTest {

    @Test
    void aLineIsQuotedWhereTheShellWouldReadMoreThanIsMeant() {
        assertThat(new HostCommand("a1", List.of("echo", "it's", "$HOME", "a;b"), "").line())
                .isEqualTo("echo 'it'\\''s' '$HOME' 'a;b'");
    }

    @Test
    void whatACommandReadsIsPartOfItsLine() {
        assertThat(new HostCommand("a1", List.of("nft", "-f", "-"), "delete table inet ours\n").line())
                .isEqualTo("printf %s 'delete table inet ours\n' | nft -f -");
    }

    @Test
    void anEmptyWordIsAWord() {
        assertThat(new HostCommand("a1", List.of("test", ""), "").line()).isEqualTo("test ''");
    }
}
