package dev.mesoschaos.testbed.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a cache depends on, as a name: the JDK, and of each jar path, size and time of change, in order. */
final class CacheKey {

    private static final int LENGTH = 16;

    private CacheKey() {}

    static String of(JavaHome home, List<Path> classpath) throws IOException {
        StringBuilder all = new StringBuilder(home.java() + "\n" + home.version() + "\n");
        for (Path jar : classpath) {
            all.append(jar).append(' ').append(Files.size(jar)).append(' ')
                    .append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
