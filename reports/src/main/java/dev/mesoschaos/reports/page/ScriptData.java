package dev.mesoschaos.reports.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.UncheckedIOException;

/** Data for a page's script, as JSON that cannot end the element it stands in, whatever its texts are. */
public final class ScriptData {

    private ScriptData() {}

    /** Writes a value. */
    public static String json(Object value) {
        try {
            return Bidi.visible(JournalJson.mapper().writeValueAsString(value))
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
