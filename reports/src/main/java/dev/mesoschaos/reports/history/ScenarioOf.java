package dev.mesoschaos.reports.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.IOException;
import java.nio.file.Path;

/** Reads whose a result is, and no more of it: there may be thousands, of which a report wants a few. */
final class ScenarioOf {

    private ScenarioOf() {}

    /** Name of the scenario; empty when the file has none, as one of another kind, or one that is being written. */
    static String result(Path file) throws IOException {
        try (JsonParser json = JournalJson.mapper().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("scenario")) {
                    return json.getText();
                }
                json.skipChildren();
            }
            return "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
