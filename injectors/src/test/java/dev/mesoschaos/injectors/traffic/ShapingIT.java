package dev.mesoschaos.injectors.traffic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mesoschaos.injectors.Enclosed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real hosts what they send gets slow, packets get lost, what others have set up stays, and nothing is left. */
class ShapingIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void bandwidthIsLimitedPacketsAreLostAndNothingOfOthersIsTouched() throws Exception {
        Enclosed enclosed = new Enclosed(directory);
        enclosed.assumePossible();
        assumeTrue(enclosed.succeeds("nft", "list", "tables"), "no nftables: install nftables");
        System.out.print(enclosed.drill(ShapingDrill.class, LIMIT));
    }
}
