package dev.mesoschaos.injectors.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mesoschaos.injectors.Enclosed;
import dev.mesoschaos.injectors.NamespaceDrill;
import dev.mesoschaos.injectors.ShapesDrill;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real packets between two network namespaces vanish and come back; what others have set up there stays. */
class NamespacePartitionIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LIMIT_OF_ALL = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private Enclosed enclosed;

    @BeforeEach
    void needsNamespaces() throws Exception {
        enclosed = new Enclosed(directory);
        enclosed.assumePossible();
    }

    @Test
    void withNftablesPacketsVanishBothWaysAndComeBack() throws Exception {
        assumeTrue(enclosed.succeeds("nft", "list", "tables"), "no nftables: install nftables");
        enclosed.drill(NamespaceDrill.class, LIMIT, "nftables");
    }

    @Test
    void withBlackholeRoutesPacketsVanishBothWaysAndComeBack() throws Exception {
        enclosed.drill(NamespaceDrill.class, LIMIT, "routes");
    }

    @Test
    void eachShapeAndDirectionCutsWhatItSaysAndNothingElse() throws Exception {
        assumeTrue(enclosed.succeeds("nft", "list", "tables"), "no nftables: install nftables");
        System.out.print(enclosed.drill(ShapesDrill.class, LIMIT_OF_ALL));
    }

    @Test
    void eachShapeThatRoutesCanMakeCutsTheSameWithoutNftables() throws Exception {
        System.out.print(enclosed.drill(ShapesDrill.class, LIMIT_OF_ALL, "routes"));
    }
}
