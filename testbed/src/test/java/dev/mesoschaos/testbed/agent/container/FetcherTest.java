package dev.mesoschaos.testbed.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {

    @TempDir
    private Path directory;

    @TempDir
    private Path sandbox;

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> fetch(uri("file://" + missing)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Failed to fetch 'file://" + missing + "'");
    }

    @Test
    void nothingIsWrittenOutsideOfTheSandbox() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "x");

        assertThatThrownBy(() -> fetch(uri(file.toString()).setOutputFile("../f")))
                .hasMessageContaining("outside of the sandbox");
    }

    @Test
    void aSchemeThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> fetch(uri("hdfs://host/f"))).hasMessageContaining("expected file://, http://");
    }

    @Test
    void anExecutableCanBeExecutedAndIsNotExtracted() throws IOException {
        Path script = Files.writeString(directory.resolve("run.gz"), "#!/bin/sh\n");

        fetch(uri(script.toString()).setExecutable(true));

        assertThat(sandbox.resolve("run.gz")).isExecutable();
        assertThat(sandbox.resolve("run")).doesNotExist();
    }

    @Test
    void anArchiveIsExtractedUnlessThatIsNotWanted() throws Exception {
        Files.writeString(directory.resolve("inside"), "content");
        Process tar = new ProcessBuilder("tar", "-czf", "a.tar.gz", "inside").directory(directory.toFile()).start();
        assertThat(tar.waitFor()).isZero();

        fetch(uri(directory.resolve("a.tar.gz").toString()).setExtract(false));
        assertThat(sandbox.resolve("inside")).doesNotExist();
        fetch(uri("file://" + directory.resolve("a.tar.gz")));
        assertThat(sandbox.resolve("inside")).hasContent("content");
    }

    private void fetch(CommandInfo.URI.Builder uri) throws IOException {
        new Fetcher().fetch(List.of(uri.build()), sandbox);
    }

    private static CommandInfo.URI.Builder uri(String value) {
        return CommandInfo.URI.newBuilder().setValue(value);
    }
}
