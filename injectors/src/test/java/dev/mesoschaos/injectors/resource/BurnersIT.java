package dev.mesoschaos.injectors.resource;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mesoschaos.injectors.Enclosed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real burners on hosts in namespaces: they burn what was asked for, and nothing of them is left. */
class BurnersIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private Enclosed enclosed;

    @BeforeEach
    void needsNamespaces() throws Exception {
        enclosed = new Enclosed(directory);
        enclosed.assumePossible();
    }

    @Test
    void everyBurnerBitesAndIsGoneAfterTheUndo() throws Exception {
        System.out.print(enclosed.drill(BurnerDrill.class, LIMIT, "bite", directory.toString()));
    }

    @Test
    void stressNgBurnsProcessorsWhereItIsInstalled() throws Exception {
        assumeTrue(enclosed.succeeds("stress-ng", "--version"), "no stress-ng: install stress-ng");
        System.out.print(enclosed.drill(BurnerDrill.class, LIMIT, "stress-ng", directory.toString()));
    }

    @Test
    void whatIsTooMuchOrNotThereIsRefusedInOneLine() throws Exception {
        enclosed.drill(BurnerDrill.class, LIMIT, "refuse", directory.toString());
    }
}
