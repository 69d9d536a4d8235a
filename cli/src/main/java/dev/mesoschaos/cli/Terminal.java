package dev.mesoschaos.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command writes.
 *
 * @param out for results
 * @param err for messages and progress
 * @param live whether {@code err} is a screen on which lines can be redrawn
 * @param colours whether {@code err} may be coloured
 */
record Terminal(PrintStream out, PrintStream err, boolean live, boolean colours) {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** The terminal of this process, or what stands in for it. */
    static Terminal ofThisProcess() {
        Map<String, String> environment = System.getenv();
        boolean live = isScreen(STANDARD_ERROR) && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(System.out, System.err, live, live && !plain);
    }

    /** How a scenario's progress is shown here. */
    View view() {
        return live ? new LiveView(err, Screen.width(), new Paint(colours)) : new PlainView(err);
    }

    PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Java only tells whether input and output are terminals, and output is often redirected while errors are not. */
    private static boolean isScreen(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
