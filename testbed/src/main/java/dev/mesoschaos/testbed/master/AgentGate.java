package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.wire.AgentMessage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what agents send, and passes by who may not register: such an agent gets no answer and tries for ever. */
final class AgentGate {

    private static final Logger LOG = LoggerFactory.getLogger(AgentGate.class);

    private final AgentMessages agents;
    private final Counters counters;
    private final boolean registers;

    AgentGate(AgentMessages agents, Counters counters, Caller agent) {
        this.agents = agents;
        this.counters = counters;
        this.registers = agent.may(Action.REGISTER_AGENTS);
    }

    void received(AgentChannel channel, AgentMessage message) {
        name(message).ifPresent(name -> counters.count("messages_" + name));
        boolean registration = message instanceof AgentMessage.Register || message instanceof AgentMessage.Reregister;
        if (registration && !registers) {
            LOG.warn("Not authorized to register: the agent at {}", channel.agentIp());
            return;
        }
        agents.received(channel, message);
    }

    void closed(AgentChannel channel) {
        agents.closed(channel);
    }

    private static Optional<String> name(AgentMessage message) {
        return switch (message) {
            case AgentMessage.Register register -> Optional.of("register_slave");
            case AgentMessage.Reregister reregister -> Optional.of("reregister_slave");
            case AgentMessage.Unregister leaving -> Optional.of("unregister_slave");
            case AgentMessage.Update update -> Optional.of("status_update");
            default -> Optional.empty();
        };
    }
}
