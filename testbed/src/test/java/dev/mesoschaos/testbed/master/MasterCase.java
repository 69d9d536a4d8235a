package dev.mesoschaos.testbed.master;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A bench for each test; nothing of it is left behind. */
abstract class MasterCase {

    @TempDir
    private Path directory;

    Bench bench;

    @BeforeEach
    void openBench() throws Exception {
        bench = new Bench(directory);
    }

    @AfterEach
    void closeBench() throws Exception {
        bench.close();
    }
}
