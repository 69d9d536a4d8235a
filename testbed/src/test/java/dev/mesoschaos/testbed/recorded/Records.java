package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records of a stream, without what is another one in each run. */
final class Records {

    private Records() {}

    static List<String> of(String stream, int leaderPort) throws IOException {
        byte[] bytes = stream.getBytes(UTF_8);
        List<String> records = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int line = at;
            while (bytes[line] != '\n') {
                line++;
            }
            int end = line + 1 + Integer.parseInt(new String(bytes, at, line - at, UTF_8));
            if (end > bytes.length) {
                throw new AssertionError("a record of " + (end - line - 1) + " bytes is cut: " + stream);
            }
            String record = new String(Arrays.copyOfRange(bytes, line + 1, end), UTF_8);
            records.add(lasting(record, leaderPort));
            at = end;
        }
        return records;
    }

    /** Offers depend on the agents that the recorded cluster had more of; their form does not. */
    private static String lasting(String record, int leaderPort) throws IOException {
        return record.startsWith("{\"type\":\"OFFERS\"")
                ? JsonPaths.of(Recording.JSON.readTree(record)).toString()
                : withoutIds(record).replace(":" + leaderPort, ":LEADER");
    }

    static String withoutIds(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-\\d{4})?", "ID");
    }
}
