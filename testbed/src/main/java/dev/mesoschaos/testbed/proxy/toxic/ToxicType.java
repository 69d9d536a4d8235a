package dev.mesoschaos.testbed.proxy.toxic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of toxic, as the HTTP interface names it.
 *
 * @param name such as {@code latency}
 * @param attributes the names of its attributes, all whole numbers that default to 0
 * @param create makes the toxic of a value for each attribute
 */
public record ToxicType(String name, List<String> attributes, Function<Map<String, Long>, Toxic> create) {

    private static final List<ToxicType> ALL = List.of(
            new ToxicType("bandwidth", List.of("rate"), a -> new Bandwidth(a.get("rate"))),
            new ToxicType("latency", List.of("latency", "jitter"), a -> new Latency(a.get("latency"), a.get("jitter"))),
            new ToxicType("limit_data", List.of("bytes"), a -> new LimitData(a.get("bytes"))),
            new ToxicType("reset_peer", List.of("timeout"), a -> new ResetPeer(a.get("timeout"))),
            new ToxicType("slicer", List.of("average_size", "size_variation", "delay"),
                    a -> new Slicer(a.get("average_size"), a.get("size_variation"), a.get("delay"))),
            new ToxicType("slow_close", List.of("delay"), a -> new SlowClose(a.get("delay"))),
            new ToxicType("timeout", List.of("timeout"), a -> new Timeout(a.get("timeout"))));

    public ToxicType {
        attributes = List.copyOf(attributes);
    }

    /** All kinds. */
    public static Stream<ToxicType> all() {
        return ALL.stream();
    }

    /** The kind of this name. */
    public static Optional<ToxicType> named(String name) {
        return all().filter(type -> type.name.equals(name)).findFirst();
    }

    /** Every attribute at 0, in the order in which they are shown. */
    public Map<String, Long> defaults() {
        Map<String, Long> values = new LinkedHashMap<>();
        attributes.forEach(attribute -> values.put(attribute, 0L));
        return values;
    }
}
