package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.time.Seed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real faults on real hosts are gone within the lease and two seconds when the harness is. */
class LeaseIT {

    /** {@code -Dlease.kills=200 -Dlease.seed=42} for more of them, or the same again. */
    private static final int KILLS = Integer.getInteger("lease.kills", 2);

    private static final long SEED = Long.getLong("lease.seed", Seed.fresh().value());
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LIMIT_PER_KILL = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Enclosed enclosed;

    @BeforeEach
    void needsNamespaces() throws Exception {
        enclosed = new Enclosed(directory);
        enclosed.assumePossible();
    }

    @Test
    void aHarnessKilledAtAnyMomentLeavesNothing() throws Exception {
        System.out.print(enclosed.drill(
                KillDrill.class, LIMIT.plus(LIMIT_PER_KILL.multipliedBy(KILLS)), "" + KILLS, "" + SEED));
    }

    @Test
    void aHarnessThatCutsItselfOffIsLetInAgain() throws Exception {
        System.out.print(enclosed.drill(CutOffDrill.class, LIMIT));
    }
}
