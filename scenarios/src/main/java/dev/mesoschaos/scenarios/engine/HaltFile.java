package dev.mesoschaos.scenarios.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.KillSwitch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** A file that is a kill switch: while it is there, it is engaged, and its first line is the reason. */
public record HaltFile(Path path) implements KillSwitch.Lever {

    /** The setting that names the file. */
    public static final String SETTING = "kill-switch.file";

    private static final int LONGEST_REASON_BYTES = 500;

    /** That which a run with these settings looks at. */
    public static HaltFile of(Map<String, String> settings) {
        Path path = Optional.ofNullable(settings.get(SETTING)).map(Path::of).orElseGet(HaltFile::usual);
        return new HaltFile(path.toAbsolutePath());
    }

    /** Where the file is when nothing is set: one for all runs of a user. */
    private static Path usual() {
        return Path.of(System.getProperty("user.home"), ".mesos-chaos", "halt");
    }

    /** A file that is there and cannot be read is engaged, too. */
    @Override
    public Optional<String> engaged() {
        return Files.exists(path)
                ? Optional.of("kill switch " + path + ": " + reason()
                        + "; 'mesos-chaos resume', or the removal of the file, lets runs go on")
                : Optional.empty();
    }

    @Override
    public void engage(String reason) throws IOException {
        Files.createDirectories(path.getParent());
        // A run may look at any moment, and must not find the switch before its reason.
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, reason + "\n", UTF_8);
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void release() throws IOException {
        Files.deleteIfExists(path);
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
