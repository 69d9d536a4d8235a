package dev.mesoschaos.scenarios.cluster;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One command to run on one host; data, so that it can be written down and handed over before it is run.
 *
 * @param host name of the host
 * @param command the program and its arguments; needs no quoting
 * @param stdin what it reads; may be empty
 */
public record HostCommand(String host, List<String> command, String stdin) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./:@%+-]+");

    public HostCommand {
        command = List.copyOf(command);
    }

    /** The same as a line of POSIX sh, for a person or a script to run on the host. */
    public String line() {
        String words = command.stream().map(HostCommand::quote).collect(Collectors.joining(" "));
        return stdin.isEmpty() ? words : "printf %s " + quote(stdin) + " | " + words;
    }

    /** The same with the host before it. */
    public String told() {
        return host + ": " + line();
    }

    private static String quote(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
