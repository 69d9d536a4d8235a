package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.List;
import java.util.stream.Stream;

/** All faults of this package, and parameters that make each of them quick. */
final class Toxics {

    /** One of each, by the word after {@code toxiproxy-}. */
    static final List<String> EACH = List.of(
            "latency {latency: 200ms, jitter: 20ms}",
            "bandwidth {rate: 400kbit}",
            "slow-close {delay: 400ms}",
            "timeout {timeout: 300ms, direction: upstream}",
            "reset-peer {timeout: 200ms}",
            "slicer {average-size: 50B, size-variation: 20B, delay: 10ms}",
            "limit-data {bytes: 1KB}",
            "down {}");

    /** More of them. */
    static final List<String> QUICK = Stream.concat(
                    EACH.stream(),
                    Stream.of(
                            "latency {latency: 150ms, direction: both}",
                            "bandwidth {rate: 160kbit, direction: upstream}",
                            "slow-close {delay: 400ms, direction: upstream}",
                            "timeout {}",
                            "reset-peer {direction: upstream}",
                            "limit-data {bytes: 1KB, direction: upstream}"))
            .toList();

    private Toxics() {}

    static ToxicFault fault(String toxic) {
        return (ToxicFault) Plugins.find().faults().get("toxiproxy-" + toxic);
    }
}
