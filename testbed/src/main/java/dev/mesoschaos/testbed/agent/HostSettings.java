package dev.mesoschaos.testbed.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the flags say of containers and executors.
 *
 * @param workDir above all sandboxes
 * @param ip told to tasks as their address
 * @param port of the agent's HTTP API, told to executors
 * @param executorRegistration how long a new executor may take to subscribe
 * @param executorReregistration how long an old one may take after a restart of the agent
 * @param shutdownGrace how long an executor may take to end, where it does not say itself
 * @param recovery how long executors wait for an agent that does not come back
 * @param killPolicyReachesCommands {@code http_command_executor}: whether the grace of a kill call or of draining counts
 *     for command tasks, too (mesos-facts statement 63)
 * @param launcherDir told as the place of the command executor
 */
record HostSettings(
        Path workDir,
        String ip,
        int port,
        Duration executorRegistration,
        Duration executorReregistration,
        Duration shutdownGrace,
        Duration recovery,
        boolean killPolicyReachesCommands,
        String launcherDir) {}
