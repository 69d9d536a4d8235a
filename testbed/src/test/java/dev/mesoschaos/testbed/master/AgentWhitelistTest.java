package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentWhitelistTest {

    @TempDir
    private Path directory;

    private final List<Set<String>> told = new ArrayList<>();

    @Test
    void aFileThatIsMissingChangesNothingUntilItIsThere() throws IOException {
        Path file = directory.resolve("hosts");
        AgentWhitelist whitelist = new AgentWhitelist(file, told::add);

        whitelist.look();
        assertThat(told).isEmpty();

        Files.writeString(file, "h1\nh2\n");
        whitelist.look();
        whitelist.look();
        assertThat(told).containsExactly(Set.of("h1", "h2"));

        Files.delete(file);
        whitelist.look();
        assertThat(told).hasSize(1);
    }

    @Test
    void anEmptyFileListsNobody() throws IOException {
        Path file = Files.createFile(directory.resolve("hosts"));

        new AgentWhitelist(file, told::add).look();

        assertThat(told).containsExactly(Set.of());
    }
}
