package dev.mesoschaos.testbed.agent;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * What an agent is made of.
 *
 * @param nanos monotonic nanoseconds
 * @param exit ends the process with a status
 */
record AgentParts(
        Path workDir,
        LongSupplier nanos,
        InstantSource clock,
        RegistrationBackoff backoff,
        MasterChannel.Dialler dialler,
        TaskHost host,
        StatusFactory statuses,
        IntConsumer exit) {}
