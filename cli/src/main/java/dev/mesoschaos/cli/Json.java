package dev.mesoschaos.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** {@code --json}: what scripts read, in the form of all other JSON of this project. */
final class Json {

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }

    static void print(PrintStream out, Object value) {
        try {
            out.println(JournalJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
