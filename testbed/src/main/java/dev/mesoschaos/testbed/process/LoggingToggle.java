package dev.mesoschaos.testbed.process;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.flags.MesosDuration;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;

/** {@code /logging/toggle?level=1&duration=10mins}; without parameters it shows the level. */
public final class LoggingToggle {

    private LoggingToggle() {}

    /**
     * Does what the request says, on the thread of the level.
     *
     * @throws Refusal when a parameter is missing or not what it should be
     */
    public static Response answer(Request request, Verbosity verbosity) {
        if (request.query("level").isEmpty() && request.query("duration").isEmpty()) {
            return Response.text(200, verbosity.level() + "\n");
        }
        String level = request.query("level")
                .orElseThrow(() -> new Refusal(400, "Expecting 'level=value' in query.\n"));
        String duration = request.query("duration")
                .orElseThrow(() -> new Refusal(400, "Expecting 'duration=value' in query.\n"));
        try {
            int wanted = Integer.parseInt(level);
            if (wanted < 0) {
                throw new Refusal(400, "Invalid level '" + level + "'.\n");
            }
            verbosity.raise(wanted, MesosDuration.parse(duration));
            return Response.empty(200);
        } catch (NumberFormatException e) {
            throw new Refusal(400, "Failed to convert '" + level + "' to number.\n");
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, e.getMessage() + ".\n");
        }
    }
}
