package dev.mesoschaos.scenarios.cluster;

import java.util.List;

/**
 * One command to run on one host; data, so that it can be written down and handed over before it is run.
 *
 * @param host name of the host
 * @param command the program and its arguments; needs no quoting
 * @param stdin what it reads; may be empty
 */
public record HostCommand(String host, List<String> command, String stdin) {

    public HostCommand {
        command = List.copyOf(command);
    }
}
