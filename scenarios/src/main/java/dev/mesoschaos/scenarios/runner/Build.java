package dev.mesoschaos.scenarios.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param version of the project
 * @param commit short id of the commit, {@code -dirty} when files were changed; {@code unknown} outside a clone
 */
public record Build(String version, String commit) {

    /** The build this class belongs to. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = properties.getProperty("commit");
        if (commit.contains("$")) {
            commit = "unknown";
        } else if (properties.getProperty("dirty").equals("true")) {
            commit += "-dirty";
        }
        return new Build(properties.getProperty("version"), commit);
    }
}
