package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;

/** One connection to one master. Once closed or broken it is of no further use. */
public interface MasterChannel {

    /** Sends, or drops the message when the connection is not open: whatever matters is sent again. */
    void send(AgentMessage message);

    /** Hangs up at once, without waiting for the other side. */
    void close();

    /** Who is told what happens to a channel, on any thread. */
    interface Listener {

        void opened();

        void received(MasterMessage message);

        /** It broke, could not be opened, or the master closed it; nothing follows. */
        void closed();
    }

    /** How channels are made. */
    interface Dialler {

        /**
         * Begins to open a channel and returns at once.
         *
         * @param address {@code ip:port} of the master as it is advertised
         */
        MasterChannel dial(String address, Listener listener);
    }
}
