package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.MasterChannel;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.ArrayList;
import java.util.List;

/** The master's end of an agent's channel, in the test's hands. */
final class FakeUplink implements Uplink {

    private final List<AgentMessage> sent = new ArrayList<>();
    private MasterChannel.Listener listener;

    @Override
    public MasterChannel dial(String address, MasterChannel.Listener dialling) {
        listener = dialling;
        return new MasterChannel() {
            @Override
            public void send(AgentMessage message) {
                sent.add(message);
            }

            @Override
            public void close() {}
        };
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

    /** What the agent sent since the last look. */
    List<AgentMessage> take() {
        List<AgentMessage> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public void cut(boolean now) {
        throw new UnsupportedOperationException("a fake has no cable");
    }

    @Override
    public boolean isCut() {
        return false;
    }
}
