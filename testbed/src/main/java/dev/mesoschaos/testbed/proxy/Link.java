package dev.mesoschaos.testbed.proxy;

import dev.mesoschaos.testbed.proxy.toxic.Flow;
import dev.mesoschaos.testbed.proxy.toxic.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One direction of one connection: the sender, the stages of the toxics in the order of their creation, the receiver.
 *
 * <p>Lives on the event loop of its two channels. A sender that only finished sending is passed on as that, so half-closed
 * connections work as they do without a proxy; the real server closes the receiver's connection there.
 */
final class Link {

    private final Channel source;
    private final DuplexChannel destination;
    private final RandomGenerator random;
    private final List<Step> steps = new ArrayList<>();
    private boolean sourceGone;
    private boolean ended;
    private boolean finished;
    private boolean closed;

    Link(Channel source, DuplexChannel destination, RandomGenerator random) {
        this.source = source;
        this.destination = destination;
        this.random = random;
    }

    /** Makes the stages match these toxics: drops, changes and adds, and leaves alone what is as it should be. */
    void follow(List<ToxicSpec> toxics) {
        for (Step step : List.copyOf(steps)) {
            Optional<ToxicSpec> wanted =
                    toxics.stream().filter(toxic -> toxic.number() == step.toxic.number()).findFirst();
            if (wanted.isEmpty() && !closed) {
                step.stage.removed();
                steps.remove(step);
            } else if (!closed) {
                step.become(wanted.orElseThrow());
            }
        }
        for (ToxicSpec toxic : toxics) {
            if (!closed && steps.stream().noneMatch(step -> step.toxic.number() == toxic.number())) {
                steps.add(new Step(toxic));
            }
        }
        throttle();
    }

    void data(ByteBuf chunk) {
        if (closed) {
            chunk.release();
        } else if (steps.isEmpty()) {
            Outcome.ignore(destination.write(chunk, destination.voidPromise()));
        } else {
            steps.getFirst().stage.data(chunk);
            throttle();
        }
    }

    /** No more data for the moment. */
    void pause() {
        if (steps.isEmpty() && !closed) {
            destination.flush();
        }
    }

    /** The sender has finished sending. */
    void end() {
        if (ended || closed) {
            return;
        }
        ended = true;
        if (steps.isEmpty()) {
            finish();
        } else {
            steps.getFirst().stage.end();
        }
    }

    /** The sender's connection is closed. */
    void sourceGone() {
        sourceGone = true;
        if (finished) {
            close();
        }
        end();
    }

    /** The receiver's connection is closed. */
    void destinationGone() {
        abandon();
    }

    /** Lets the sender send as long as there is room for what it sends. */
    void throttle() {
        boolean room = closed
                || (destination.isWritable() && steps.stream().noneMatch(step -> step.stage.full()));
        if (source.config().isAutoRead() != room) {
            source.config().setAutoRead(room);
        }
    }

    boolean finished() {
        return finished || closed;
    }

    private void finish() {
        finished = true;
        if (sourceGone) {
            close();
        } else {
            destination.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(done -> Outcome.ignore(destination.shutdownOutput()));
        }
    }

    private void close() {
        abandon();
        destination.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void reset() {
        abandon();
        for (Channel channel : List.of(source, destination)) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            Outcome.close(channel);
        }
    }

    /** Takes and drops whatever still comes, so that the sender's end is noticed. */
    private void abandon() {
        closed = true;
        steps.forEach(step -> step.stage.discard());
        steps.clear();
        throttle();
    }

    /** A toxic on this link. */
    private final class Step implements Flow {

        private ToxicSpec toxic;
        private Stage stage;

        private Step(ToxicSpec toxic) {
            this.toxic = toxic;
            this.stage = toxic.stage(this, Optional.empty());
        }

        private void become(ToxicSpec changed) {
            if (!changed.equals(toxic)) {
                stage.interrupted();
                toxic = changed;
                stage = toxic.stage(this, Optional.of(stage));
            }
        }

        @Override
        public void pass(ByteBuf chunk) {
            int next = steps.indexOf(this) + 1;
            if (closed) {
                chunk.release();
            } else if (next < steps.size()) {
                steps.get(next).stage.data(chunk);
            } else {
                Outcome.ignore(destination.writeAndFlush(chunk, destination.voidPromise()));
            }
        }

        @Override
        public void end() {
            int next = steps.indexOf(this) + 1;
            if (closed) {
                return;
            }
            if (next < steps.size()) {
                steps.get(next).stage.end();
            } else {
                finish();
            }
        }

        @Override
        public void close() {
            Link.this.close();
        }

        @Override
        public void reset() {
            Link.this.reset();
        }

        @Override
        public void relieved() {
            throttle();
        }

        @Override
        public EventExecutor loop() {
            return destination.eventLoop();
        }

        @Override
        public RandomGenerator random() {
            return random;
        }
    }
}
