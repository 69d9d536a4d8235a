package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.cluster.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose packets suffer what.
 *
 * @param mark names what this injection owns beside queueing disciplines: a packet filter table, toxics
 * @param means by which it is done
 * @param discipline kind and options of the queueing discipline, as tc has them
 * @param amount how much, in the unit of the fault: milliseconds, a share of 1, bits per second
 * @param spread by how much that varies, in the same unit
 * @param handle major number of our root queueing discipline; the one after it is ours, too
 * @param points the targets; empty when it is done in proxies
 * @param legs the proxied links; empty when it is done on hosts
 */
public record TrafficPlan(
        String mark,
        Means means,
        String discipline,
        double amount,
        double spread,
        int handle,
        List<Point> points,
        List<Leg> legs) {

    public TrafficPlan {
        points = List.copyOf(points);
        legs = List.copyOf(legs);
    }

    /** Ways to do it. */
    public enum Means {
        /** Queueing disciplines of the targets: what they send. */
        DISCIPLINES,
        /** Packet filters of the targets: what they receive, because a sender hears of what its own filter drops. */
        FILTERS,
        /** Toxics on proxied links: what the targets send. */
        LINKS
    }

    /**
     * A target.
     *
     * @param host its name
     * @param address of its service, on the interface that suffers
     * @param peers IP addresses, only packets to which suffer; empty when all do
     * @param witness another host that is reached by what suffers
     * @param bystander name of a host from which the way to the witness suffers nothing; empty where there is none
     */
    public record Point(String host, String address, List<String> peers, Witness witness, String bystander) {
        public Point {
            peers = List.copyOf(peers);
        }
    }

    /**
     * Who tells what became of packets.
     *
     * @param host its name, or {@code harness} for this process
     * @param service where it listens; for this process only its address counts
     */
    public record Witness(String host, Address service) {}

    /**
     * A proxied link that a target sends through.
     *
     * @param proxy its name
     * @param listen where it can be dialled
     * @param target whose packets suffer
     * @param to name of the host that is dialled
     * @param upstream whether the target is the one that dials
     */
    public record Leg(String proxy, Address listen, String target, String to, boolean upstream) {}

    /** Names of the targets, in order. */
    List<String> hosts() {
        return Stream.concat(points.stream().map(Point::host), legs.stream().map(Leg::target)).distinct().toList();
    }

    /** The plan in words. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Point point : points) {
            lines.add(point.host() + ": " + (means == Means.FILTERS ? LossyFilters.words(this) : discipline) + " for packets "
                    + (means == Means.FILTERS ? "from " : "to ")
                    + (point.peers().isEmpty() ? "everybody" : String.join(" ", point.peers())));
        }
        legs.forEach(leg -> lines.add("proxy " + leg.proxy() + ": " + discipline + ", "
                + (leg.upstream() ? "upstream" : "downstream")));
        return lines;
    }
}
