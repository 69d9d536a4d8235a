package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.util.List;
import java.util.Map;

/**
 * A toxic as a scenario asks for it, before its links are known.
 *
 * @param attributes of the toxic, as Toxiproxy names them and in its units
 * @param directions in which data are harmed
 * @param toxicity the share of connections that are harmed, over 0 to 1
 */
record Poison(Map<String, Long> attributes, List<ToxicDirection> directions, double toxicity) {

    /** Fewer would need hundreds of connections to tell them from none. */
    private static final double LEAST_TOXICITY = 0.1;

    private static final Map<String, List<ToxicDirection>> DIRECTIONS = Map.of(
            "upstream", List.of(ToxicDirection.UPSTREAM),
            "downstream", List.of(ToxicDirection.DOWNSTREAM),
            "both", List.of(ToxicDirection.UPSTREAM, ToxicDirection.DOWNSTREAM));

    /** Reads what all toxics have beside their attributes. */
    static Poison read(Fields parameters, Map<String, Long> attributes) {
        List<String> words = List.of("upstream", "downstream", "both");
        String direction = parameters.word("direction", "downstream", words);
        double toxicity = parameters.ratio("toxicity", 1);
        if (toxicity < LEAST_TOXICITY) {
            throw parameters.wrong("toxicity", "expected from 10% to 100%: a smaller share cannot be told from none in time");
        }
        return new Poison(attributes, DIRECTIONS.get(direction), toxicity);
    }
}
