package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which links are poisoned, and with what.
 *
 * @param mark how our toxics' names start
 * @param links the links to poison
 * @param attributes of the toxic, as Toxiproxy names them and in its units
 * @param directions in which data are harmed
 * @param toxicity the share of connections that are harmed, over 0 to 1
 */
public record ToxicPlan(
        String mark,
        List<Links.Link> links,
        Map<String, Long> attributes,
        List<ToxicDirection> directions,
        double toxicity) {

    public ToxicPlan {
        links = List.copyOf(links);
        attributes = Map.copyOf(attributes);
        directions = List.copyOf(directions);
    }

    static ToxicPlan of(String fault, Poison poison, Targets targets, Situation situation) {
        if (targets.links().isEmpty()) {
            throw new IllegalArgumentException(fault + " harms connections: write 'target: {links: zookeeper}', "
                    + "'{links: masters}' or '{links: app NAME}'");
        }
        String mark = "mesos-chaos-" + situation.runId() + "-" + situation.injectionId();
        return new ToxicPlan(mark, targets.links(), poison.attributes(), poison.directions(), poison.toxicity());
    }

    /** An attribute. */
    long get(String attribute) {
        return attributes.get(attribute);
    }

    /** An attribute in milliseconds. */
    Duration millis(String attribute) {
        return Duration.ofMillis(get(attribute));
    }

    /** Whether every connection is harmed. */
    boolean all() {
        return toxicity >= 1;
    }

    /** The plan in words, one line for each link. */
    List<String> describe(String toxic) {
        String ways = directions.stream().map(way -> way.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining("+"));
        String what = String.format(
                Locale.ROOT, "%s %s %s, toxicity %.0f%%", toxic, new TreeMap<>(attributes), ways, toxicity * 100);
        return links.stream().map(link -> "proxy " + link.proxy() + ": " + what).toList();
    }
}
