package dev.mesoschaos.injectors.traffic;

import java.util.List;

/**
 * Who sends to whom through an uplink.
 *
 * @param rack the uplink's
 * @param senders hosts of that rack
 */
public record UplinkPlan(String rack, List<Sender> senders) {

    public UplinkPlan {
        senders = List.copyOf(senders);
    }

    /**
     * A host that sends.
     *
     * @param host its name
     * @param to IP address of a host of another rack
     * @param mark by which what sends is found again
     */
    public record Sender(String host, String to, String mark) {}
}
