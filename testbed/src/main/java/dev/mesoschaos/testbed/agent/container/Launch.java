package dev.mesoschaos.testbed.agent.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is started in a container.
 *
 * @param command the program and its arguments
 * @param environment set besides what the agent itself has, without the agent's own {@code MESOS_} variables
 * @param lifeline what the container must not outlive
 * @param cgroups the directories of the cgroups that the first process joins before it starts anything
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        RunDirectory directory,
        TaskLifeline lifeline,
        List<Path> cgroups) {

    /** Copies the collections. */
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        cgroups = List.copyOf(cgroups);
    }
}
