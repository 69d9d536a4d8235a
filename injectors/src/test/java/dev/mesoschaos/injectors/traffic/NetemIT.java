package dev.mesoschaos.injectors.traffic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets are late, lost, doubled, damaged and out of order as much as was asked for, on a kernel that has netem. */
class NetemIT {

    /** It takes a minute; machines that build at the same time need more. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @BeforeEach
    void takesMinutes() {
        assumeTrue(Boolean.getBoolean("netem.measure"), "takes three minutes: run with -Dnetem.measure=true or -Pnightly");
    }

    @Test
    void eachFaultDoesWhatItSaysAndEndsWithItsUndo() throws Exception {
        UserModeLinux linux = new UserModeLinux(directory);
        linux.assumePossible();
        System.out.print(linux.drill(NetemDrill.class, LIMIT));
    }
}
