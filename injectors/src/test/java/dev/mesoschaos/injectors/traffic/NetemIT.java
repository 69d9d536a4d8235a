package dev.mesoschaos.injectors.traffic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets are late, lost, doubled, damaged and out of order as much as was asked for, on a kernel that has netem, until the undo. */
class NetemIT {

    /** Each takes two or three minutes; machines that build at the same time need more. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @BeforeEach
    void takesMinutes() {
        assumeTrue(Boolean.getBoolean("netem.measure"), "takes five minutes: run with -Dnetem.measure=true or -Pnightly");
    }

    @Test
    void eachFaultDoesWhatItSaysAndEndsWithItsUndo() throws Exception {
        drill(NetemDrill.class);
    }

    @Test
    void whereverAFaultFailsNothingOfItIsLeft() throws Exception {
        drill(HalfDoneNetemDrill.class);
    }

    private void drill(Class<?> main) throws Exception {
        UserModeLinux linux = new UserModeLinux(directory);
        linux.assumePossible();
        System.out.print(linux.drill(main, LIMIT));
    }
}
