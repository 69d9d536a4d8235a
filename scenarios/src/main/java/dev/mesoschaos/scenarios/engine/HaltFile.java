package dev.mesoschaos.scenarios.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.KillSwitch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is a kill switch: while it is there, it is engaged, and its first line is the reason. */
public record HaltFile(Path path) implements KillSwitch {

    /** The setting that names the file. */
    public static final String SETTING = "kill-switch.file";

    private static final int LONGEST_REASON_BYTES = 500;

    /** Where the file is when nothing is set: one for all runs of a user. */
    public static Path usual() {
        return Path.of(System.getProperty("user.home"), ".mesos-chaos", "halt");
    }

    /** A file that is there and cannot be read is engaged, too. */
    @Override
    public Optional<String> engaged() {
        return Files.exists(path)
                ? Optional.of("kill switch " + path + ": " + reason() + "; remove the file to let runs go on")
                : Optional.empty();
    }

    private String reason() {
        try (InputStream in = Files.newInputStream(path)) {
            String text = new String(in.readNBytes(LONGEST_REASON_BYTES), UTF_8).strip();
            return text.isEmpty() ? "no reason given" : text.lines().findFirst().orElseThrow();
        } catch (IOException e) {
            return "it cannot be read (" + e.getMessage() + ")";
        }
    }
}
