package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.network.Rift.Direction;
import dev.mesoschaos.scenarios.cluster.Links;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Who drops whom, and by what it is seen. Pure data: the effect only carries it out.
 *
 * @param mark names what this injection owns: packet filter tables, toxics
 * @param targets names of the hosts that are cut off
 * @param drops what hosts do; empty where hosts have no network of their own
 * @param links what proxies do; empty where no link between the sides runs through one
 */
public record PartitionPlan(
        String mark, List<String> targets, List<Drop> drops, List<LinkCut> links, Witnesses witnesses) {

    public PartitionPlan {
        targets = List.copyOf(targets);
        drops = List.copyOf(drops);
        links = List.copyOf(links);
    }

    /**
     * One host drops packets.
     *
     * @param host name of the host that drops
     * @param direction which packets: those it gets, those it sends
     * @param peers IP addresses of the others
     * @param filterOnly whether only a packet filter can do it, as nobody else drops what a peer sends
     */
    public record Drop(String host, Direction direction, List<String> peers, boolean filterOnly) {
        public Drop {
            peers = List.copyOf(peers);
        }
    }

    /**
     * One proxied link lets nothing through.
     *
     * @param requests what the one who dials sends
     * @param answers what comes back
     */
    public record LinkCut(String proxy, String to, boolean requests, boolean answers) {}

    /**
     * Who can tell that the partition is there; names of hosts.
     *
     * @param silent targets that users do not reach
     * @param heard targets that users reach all the same
     * @param bystanders no targets; users reach one of them at least
     * @param cut connections that cannot be made
     * @param open connections that can be made all the same
     */
    public record Witnesses(
            List<String> silent, List<String> heard, List<String> bystanders, List<Knock> cut, List<Knock> open) {
        public Witnesses {
            silent = List.copyOf(silent);
            heard = List.copyOf(heard);
            bystanders = List.copyOf(bystanders);
            cut = List.copyOf(cut);
            open = List.copyOf(open);
        }
    }

    /**
     * Hosts that drop everything from and to some others, or else links that let nothing through; users reach all of them.
     *
     * @param drops IP addresses of the others, by name of the host
     */
    public static PartitionPlan apart(
            String mark, List<String> targets, Map<String, List<String>> drops, List<Links.Link> links) {
        return new PartitionPlan(
                mark,
                targets,
                drops.entrySet().stream()
                        .map(drop -> new Drop(drop.getKey(), Direction.BOTH, drop.getValue(), false))
                        .toList(),
                links.stream().map(link -> new LinkCut(link.proxy(), link.to(), true, true)).toList(),
                new Witnesses(List.of(), targets, List.of(), List.of(), List.of()));
    }

    /** The metric of this injection's blackhole routes, by which they are told from those of another one. */
    long metric() {
        CRC32 crc = new CRC32();
        crc.update(mark.getBytes(StandardCharsets.UTF_8));
        return Math.max(1, crc.getValue());
    }

    /** The plan in words. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        drops.forEach(drop -> lines.add(drop.host() + ": drop " + switch (drop.direction()) {
            case BOTH -> "";
            case IN -> "what comes from ";
            case OUT -> "what goes to ";
        } + String.join(" ", drop.peers())));
        links.forEach(link -> lines.add("proxy " + link.proxy() + ": let "
                + (link.requests() && link.answers() ? "nothing" : link.requests() ? "no requests" : "no answers")
                + " through"));
        return lines;
    }
}
