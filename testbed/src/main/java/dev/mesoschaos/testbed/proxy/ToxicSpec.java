package dev.mesoschaos.testbed.proxy;

import dev.mesoschaos.testbed.proxy.toxic.Flow;
import dev.mesoschaos.testbed.proxy.toxic.PassThrough;
import dev.mesoschaos.testbed.proxy.toxic.Stage;
import dev.mesoschaos.testbed.proxy.toxic.Toxic;
import dev.mesoschaos.testbed.proxy.toxic.ToxicType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A toxic as it was asked for.
 *
 * @param number differs between toxics, also between one that is removed and its successor of the same name
 * @param name unique within the proxy
 * @param toxicity the share of connections that it harms, 0 to 1
 * @param attributes a value for each attribute of the type
 */
record ToxicSpec(
        long number, String name, ToxicType type, Direction direction, float toxicity, Map<String, Long> attributes) {

    ToxicSpec {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The same toxic, set otherwise. */
    ToxicSpec with(float newToxicity, Map<String, Long> newAttributes) {
        return new ToxicSpec(number, name, type, direction, newToxicity, newAttributes);
    }

    /** Draws whether one connection is harmed, and gives what happens to it. */
    Stage stage(Flow flow, Optional<Stage> former) {
        Toxic toxic = type.create().apply(attributes);
        return flow.random().nextFloat() < toxicity ? toxic.stage(flow, former) : new PassThrough(flow);
    }
}
