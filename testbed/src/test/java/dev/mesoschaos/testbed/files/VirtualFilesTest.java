package dev.mesoschaos.testbed.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mesoschaos.testbed.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualFilesTest {

    @TempDir
    private Path directory;

    private final VirtualFiles files = new VirtualFiles();

    @BeforeEach
    void attach() throws IOException {
        Path sandbox = Files.createDirectories(directory.resolve("sandbox"));
        Files.writeString(sandbox.resolve("stdout"), "out\n");
        Files.writeString(directory.resolve("secret"), "hush");
        Files.createSymbolicLink(sandbox.resolve("link"), directory.resolve("secret"));
        files.attach("/run/1", sandbox);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/run", "/run/1/nope", "/run/1/../secret", "/run/1/link"})
    void whatIsNotAttachedIsNotThere(String name) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> files.read(name, 0, Optional.empty()))
                .withMessage("");
    }

    @Test
    void aPartOfAFileIsRead() {
        assertThat(files.read("/run/1/stdout", 1, Optional.of(2L)).data().toStringUtf8()).isEqualTo("ut");
        assertThat(files.read("/run/1/stdout", 1, Optional.of(2L)).size()).isEqualTo(4);
    }

    @Test
    void pastTheEndOfAFileThereIsNothing() {
        assertThat(files.read("/run/1/stdout", 99, Optional.of(2L)).data().isEmpty()).isTrue();
    }

    @Test
    void aDirectoryIsListedUnderItsOwnName() {
        assertThat(files.list("/run/1/")).extracting(file -> file.getPath()).contains("/run/1/stdout");
        assertThat(files.list("/run/1").stream().filter(file -> file.getPath().endsWith("stdout")))
                .allMatch(file -> file.getSize() == 4 && (file.getMode() & 0x8000) != 0 && file.getNlink() == 1);
    }

    @Test
    void aNameLeadsToWhatIsAttachedEvenWhereNothingIsThere() {
        assertThat(files.attachment("/run/1/nope/")).contains("/run/1");
        assertThat(files.attachment("/run/12")).isEmpty();
    }
}
