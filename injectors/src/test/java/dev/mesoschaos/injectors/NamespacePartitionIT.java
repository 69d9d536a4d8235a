package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real packets between two network namespaces vanish and come back; what others have set up there stays. */
class NamespacePartitionIT {

    private static final List<String> ENCLOSED =
            List.of("unshare", "--net", "--pid", "--mount", "--fork", "--kill-child", "--mount-proc", "--");
    private static final String TRIAL = "ip link add type veth && ip link add type bridge && command -v nsenter bash";

    @TempDir
    private Path directory;

    @BeforeEach
    void needsNamespaces() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "no unshare: install util-linux");
        assumeTrue(
                enclosed(List.of("sh", "-c", TRIAL)) == 0,
                "no network namespaces: run as root on Linux with iproute2 and bash installed");
    }

    @Test
    void withNftablesPacketsVanishBothWaysAndComeBack() throws Exception {
        assumeTrue(enclosed(List.of("nft", "list", "tables")) == 0, "no nftables: install nftables");
        drill("nftables");
    }

    @Test
    void withBlackholeRoutesPacketsVanishBothWaysAndComeBack() throws Exception {
        drill("routes");
    }

    private void drill(String how) throws Exception {
        int exit = enclosed(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NamespaceDrill.class.getName(),
                how));
        assertThat(exit).as(said()).isZero();
        assertThat(said()).contains("DRILLED");
    }

    private int enclosed(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(ENCLOSED);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"), StandardCharsets.UTF_8);
    }
}
