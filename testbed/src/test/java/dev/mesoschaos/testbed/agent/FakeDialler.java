package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.ArrayList;
import java.util.List;

/** The master's ends of all channels that one agent dialled, in the test's hands. */
final class FakeDialler implements MasterChannel.Dialler {

    private final List<Channel> dialled = new ArrayList<>();

    @Override
    public MasterChannel dial(String address, MasterChannel.Listener listener) {
        Channel channel = new Channel(address, listener);
        dialled.add(channel);
        return channel;
    }

    int count() {
        return dialled.size();
    }

    Channel last() {
        return dialled.getLast();
    }

    /** One of them. */
    static final class Channel implements MasterChannel {

        private final String address;
        private final MasterChannel.Listener listener;
        private final List<AgentMessage> sent = new ArrayList<>();
        private boolean closed;

        private Channel(String address, MasterChannel.Listener listener) {
            this.address = address;
            this.listener = listener;
        }

        @Override
        public void send(AgentMessage message) {
            sent.add(message);
        }

        @Override
        public void close() {
            closed = true;
        }

        String address() {
            return address;
        }

        boolean isClosed() {
            return closed;
        }

        void open() {
            listener.opened();
        }

        void tell(MasterMessage message) {
            listener.received(message);
        }

        void breakDown() {
            listener.closed();
        }

        /** What the agent sent over it since the last look. */
        List<AgentMessage> take() {
            List<AgentMessage> taken = List.copyOf(sent);
            sent.clear();
            return taken;
        }
    }
}
