package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;

/** All faults of this package, and parameters that make each of them quick. */
final class Toxics {

    /** By the word after {@code toxiproxy-}. */
    static final List<String> QUICK = List.of(
            "latency {latency: 200ms, jitter: 20ms}",
            "latency {latency: 150ms, direction: both}",
            "bandwidth {rate: 400kbit}",
            "bandwidth {rate: 160kbit, direction: upstream}",
            "slow-close {delay: 400ms}",
            "slow-close {delay: 400ms, direction: upstream}",
            "timeout {}",
            "timeout {timeout: 300ms, direction: upstream}",
            "reset-peer {timeout: 200ms}",
            "reset-peer {direction: upstream}",
            "slicer {average-size: 50B, size-variation: 20B, delay: 10ms}",
            "limit-data {bytes: 1KB}",
            "limit-data {bytes: 1KB, direction: upstream}",
            "down {}");

    private Toxics() {}

    static ToxicFault fault(String toxic) {
        return (ToxicFault) Plugins.find().faults().get("toxiproxy-" + toxic);
    }
}
