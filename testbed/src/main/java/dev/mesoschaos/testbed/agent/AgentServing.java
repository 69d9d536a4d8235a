package dev.mesoschaos.testbed.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * An agent whose state can be asked for.
 *
 * @param background where answers are made that read files
 */
record AgentServing(Agent agent, ContainerReads containers, Executor background) {

    CompletableFuture<AgentSnapshot> snapshot() {
        return agent.snapshot();
    }
}
