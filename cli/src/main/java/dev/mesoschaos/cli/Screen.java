package dev.mesoschaos.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Asks the controlling terminal. */
final class Screen {

    private static final int USUAL_WIDTH = 80;

    private Screen() {}

    /** Columns of the terminal; 80 when it does not say. */
    static int width() {
        ProcessBuilder builder = new ProcessBuilder("stty", "size");
        builder.redirectInput(new File("/dev/tty"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            String answer = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            String[] rowsAndColumns = answer.strip().split(" ", -1);
            int columns = Integer.parseInt(rowsAndColumns[rowsAndColumns.length - 1]);
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
