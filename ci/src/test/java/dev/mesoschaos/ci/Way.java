package dev.mesoschaos.ci;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who runs the product, and on which network. */
enum Way {
    THIS_USER,
    ORDINARY_USER,
    PROXIED;

    /** The command in which to run the product. */
    List<String> prefix() {
        return this == ORDINARY_USER
                ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                : List.of();
    }

    /** Further options of the product's {@code run}. */
    List<String> options() {
        return this == PROXIED ? List.of("-D", "cluster.network=proxied") : List.of();
    }

    /** Skips the test where this way is none of its own. */
    void assumePossible() throws IOException {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root || this != ORDINARY_USER, "this user is an ordinary one already");
    }
}
