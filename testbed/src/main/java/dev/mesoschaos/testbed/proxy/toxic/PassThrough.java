package dev.mesoschaos.testbed.proxy.toxic;

import io.netty.buffer.ByteBuf;

/**
 * What a toxic does to a connection that its toxicity spares.
 *
 * @param flow the rest of the way
 */
public record PassThrough(Flow flow) implements Stage {

    @Override
    public void data(ByteBuf chunk) {
        flow.pass(chunk);
    }

    @Override
    public void end() {
        flow.end();
    }
}
