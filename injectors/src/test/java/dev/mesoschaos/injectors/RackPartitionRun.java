package dev.mesoschaos.injectors;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark; its name keeps it out of builds that do not ask for it. */
class RackPartitionRun {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Test
    void printsHowLongTheHostsOfARackTakeBesideABatchWrittenByHand(@TempDir Path directory) throws Exception {
        Enclosed enclosed = new Enclosed(directory);
        enclosed.assumePossible();
        System.out.print(enclosed.drill(RackPartitionDrill.class, LIMIT, System.getProperty("rack.hosts", "100")));
    }
}
