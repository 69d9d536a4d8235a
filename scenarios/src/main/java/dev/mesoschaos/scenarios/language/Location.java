package dev.mesoschaos.scenarios.language;

/**
 * A place in a scenario file.
 *
 * @param file as the user named it
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1; 0 when the whole file is meant
 */
public record Location(String file, int line, int column) {

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
