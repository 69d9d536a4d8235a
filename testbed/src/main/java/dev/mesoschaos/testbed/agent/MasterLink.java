package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link of one agent to the leading master: does what its {@link Registration} says, and answers pings on whichever
 * channel they come. For one thread, which is also the one that calls the owner.
 */
public final class MasterLink {

    private static final Logger LOG = LoggerFactory.getLogger(MasterLink.class);

    private final Registration registration;
    private final MasterChannel.Dialler dialler;
    private final LongSupplier nanos;
    private final Executor thread;
    private final Owner owner;
    private Optional<Line> held = Optional.empty();
    private Optional<Line> tried = Optional.empty();
    private boolean retired;

    /** The agent that a link belongs to. */
    public interface Owner {

        /** How it announces itself now. */
        AgentMessage announcement();

        /** The leader has admitted it under this id. */
        void registered(AgentID id);

        /** The leader, as far as the agent knows, orders something. */
        void ordered(MasterMessage order);

        /** It must go for good; also the answer to an agent that may not register again. */
        void shutDown(String reason);
    }

    /**
     * A link of an agent that knows no leader yet.
     *
     * @param nanos monotonic nanoseconds
     * @param thread runs what channels tell on the agent's own thread
     */
    public MasterLink(
            Registration registration, MasterChannel.Dialler dialler, LongSupplier nanos, Executor thread, Owner owner) {
        this.registration = registration;
        this.dialler = dialler;
        this.nanos = nanos;
        this.thread = thread;
        this.owner = owner;
    }

    /** Whether the leader has admitted this agent, so that it is heard. */
    public boolean isRegistered() {
        return registration.isRegistered() && !retired;
    }

    /** The leading master is at {@code ip:port}; empty when none is known, also because ZooKeeper is out of reach. */
    public void leader(Optional<String> address) {
        registration.leader(address, nanos.getAsLong());
        tick();
    }

    /** Looks after deadlines. */
    public void tick() {
        while (!retired && act(registration.next(nanos.getAsLong()))) {}
    }

    /** Sends, or drops the message when there is no open channel: whatever matters is sent again. */
    public void send(AgentMessage message) {
        held.or(() -> tried).ifPresent(line -> line.send(message));
    }

    /** Registers no more; what was sent still goes out, and pings are answered until the channels end. */
    public void retire() {
        retired = true;
    }

    /** Ends all channels, for good. */
    public void close() {
        retire();
        hangUp();
    }

    private boolean act(Registration.Action action) {
        switch (action) {
            case DIAL -> dial(registration.address().orElseThrow());
            case ANNOUNCE -> tried.or(() -> held).orElseThrow().send(owner.announcement());
            case GIVE_UP -> giveUp();
            case HANG_UP -> hangUp();
            case NONE -> {}
        }
        return action != Registration.Action.NONE;
    }

    private void dial(String address) {
        held.ifPresent(silent -> LOG.info("The master at {} is silent; dialling it again", address));
        tried = Optional.of(new Line());
        tried.get().open(address);
    }

    private void giveUp() {
        tried.ifPresent(Line::close);
        tried = Optional.empty();
    }

    private void hangUp() {
        giveUp();
        held.ifPresent(Line::close);
        held = Optional.empty();
    }

    private void receive(Line line, MasterMessage message) {
        switch (message) {
            case MasterMessage.Ping ping -> {
                line.send(new AgentMessage.Pong());
                registration.pinged(ping.connected(), nanos.getAsLong());
            }
            case MasterMessage.Registered answer -> admitted(line, answer);
            case MasterMessage.Shutdown shutdown -> owner.shutDown(shutdown.reason());
            case MasterMessage order when !registration.hearsLeader() ->
                LOG.warn("Ignoring {}: it is not from the leading master as far as this agent knows", order);
            case MasterMessage order -> owner.ordered(order);
        }
    }

    /** The master, too, knows no other channel than that of the last announcement once it has that one. */
    private void admitted(Line line, MasterMessage.Registered answer) {
        if (retired || (tried.isPresent() && !isTried(line))) {
            return;
        }
        registration.registered(answer.silenceLimit(), nanos.getAsLong());
        if (registration.isRegistered()) {
            if (tried.isPresent()) {
                held.ifPresent(Line::close);
                held = tried;
                tried = Optional.empty();
            }
            owner.registered(answer.agentId());
        }
    }

    private boolean isTried(Line line) {
        return tried.filter(present -> present == line).isPresent();
    }

    private boolean isHeld(Line line) {
        return held.filter(present -> present == line).isPresent();
    }

    /** One channel; what it tells after it was hung up on is not heard. */
    private final class Line implements MasterChannel.Listener {

        private Optional<MasterChannel> channel = Optional.empty();

        void open(String address) {
            channel = Optional.of(dialler.dial(address, this));
        }

        void send(AgentMessage message) {
            channel.ifPresent(open -> open.send(message));
        }

        void close() {
            channel.ifPresent(MasterChannel::close);
        }

        @Override
        public void opened() {
            handle(() -> registration.opened(nanos.getAsLong()));
        }

        @Override
        public void received(MasterMessage message) {
            handle(() -> receive(this, message));
        }

        @Override
        public void closed() {
            handle(() -> {
                if (isTried(this)) {
                    tried = Optional.empty();
                    registration.failed(nanos.getAsLong());
                } else {
                    held = Optional.empty();
                    registration.lost(nanos.getAsLong());
                }
            });
        }

        private void handle(Runnable event) {
            thread.execute(() -> {
                if (isTried(this) || isHeld(this)) {
                    event.run();
                    tick();
                }
            });
        }
    }
}
