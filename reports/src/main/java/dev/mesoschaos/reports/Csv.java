package dev.mesoschaos.reports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A table after RFC 4180. Texts of a cluster never become formulas: a spreadsheet computes what starts with one of a few
 * signs, so such a text gets an apostrophe before it.
 */
final class Csv implements AutoCloseable {

    private static final String FORMULA = "=+-@\t\r\n";

    private final BufferedWriter out;
    private boolean started;

    private Csv(BufferedWriter out) {
        this.out = out;
    }

    static Csv create(Path file) throws IOException {
        return new Csv(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    /** A cell that somebody else may have chosen. */
    Csv text(String text) throws IOException {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return cell(needsQuotes(safe) ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe);
    }

    /** Asked for each of perhaps a million cells. */
    private static boolean needsQuotes(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    /** A moment in UTC. */
    Csv cell(Instant moment) throws IOException {
        return cell(moment.toString());
    }

    /** A cell of ours, which needs no care. */
    Csv cell(String plain) throws IOException {
        if (started) {
            out.write(',');
        }
        out.write(plain);
        started = true;
        return this;
    }

    /** Ends a row. */
    void end() throws IOException {
        out.write("\r\n");
        started = false;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
