package dev.mesoschaos.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuickStartTest {

    private static final List<Path> CLASS_PATH = List.of(Path.of("/tests"), Path.of("/b.jar"), Path.of("/a.jar"));

    @Test
    void whatMustComeFirstDoesAndNothingIsLostOrTwice() {
        QuickStart quick = new QuickStart(List.of("-XX:X"), List.of(Path.of("/a.jar"), Path.of("/b.jar")));

        assertThat(quick.order(CLASS_PATH)).containsExactly(Path.of("/a.jar"), Path.of("/b.jar"), Path.of("/tests"));
    }

    @Test
    void nothingChangesWithoutOne() {
        assertThat(QuickStart.NONE.order(CLASS_PATH)).isEqualTo(CLASS_PATH);
    }
}
