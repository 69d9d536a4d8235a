package dev.mesoschaos.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published JSON Schema of {@code result.json}. */
public final class ResultSchema {

    /** Name of its file. */
    public static final String FILE = "result.schema.json";

    private ResultSchema() {}

    /** Its text. */
    public static String text() {
        try (InputStream in = ResultSchema.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read: " + e.getMessage(), e);
        }
    }
}
