package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** Resources as one object: sums by name, ranges as text. */
public final class V0Resources {

    private static final String[] ALWAYS = {"disk", "mem", "gpus", "cpus"};
    private static final double MILLI = 1000.0;

    private V0Resources() {}

    /** The sums of some resources; the usual scalars are there even when they are 0. */
    public static void write(JsonGenerator out, String name, List<Resource> resources) throws IOException {
        out.writeObjectFieldStart(name);
        Map<String, Double> scalars = scalars(resources);
        for (String usual : ALWAYS) {
            V0Json.number(out, usual, scalars.getOrDefault(usual, 0.0));
            scalars.remove(usual);
        }
        for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
            V0Json.number(out, scalar.getKey(), scalar.getValue());
        }
        for (Map.Entry<String, String> text : texts(resources).entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    /** Sums of scalars by name, exact to a thousandth. */
    static Map<String, Double> scalars(List<Resource> resources) {
        Map<String, Long> milli = new TreeMap<>();
        resources.stream()
                .filter(resource -> resource.getType() == Value.Type.SCALAR)
                .forEach(resource -> milli.merge(
                        resource.getName(), Math.round(resource.getScalar().getValue() * MILLI), Long::sum));
        Map<String, Double> sums = new TreeMap<>();
        milli.forEach((name, amount) -> sums.put(name, amount / MILLI));
        return sums;
    }

    /** How many values the ranges of each name have. */
    static Map<String, Double> counts(List<Resource> resources) {
        Map<String, Double> counts = new TreeMap<>();
        for (Resource resource : resources) {
            for (Value.Range range : resource.getRanges().getRangeList()) {
                counts.merge(resource.getName(), range.getEnd() - range.getBegin() + 1.0, Double::sum);
            }
        }
        return counts;
    }

    private static Map<String, String> texts(List<Resource> resources) {
        Map<String, Value.Ranges.Builder> ranges = new TreeMap<>();
        Map<String, Value.Set.Builder> sets = new TreeMap<>();
        for (Resource resource : resources) {
            if (resource.getType() == Value.Type.RANGES) {
                ranges.computeIfAbsent(resource.getName(), name -> Value.Ranges.newBuilder())
                        .addAllRange(resource.getRanges().getRangeList());
            } else if (resource.getType() == Value.Type.SET) {
                sets.computeIfAbsent(resource.getName(), name -> Value.Set.newBuilder())
                        .addAllItem(resource.getSet().getItemList());
            }
        }
        Map<String, String> texts = new TreeMap<>();
        ranges.forEach((name, all) -> texts.put(name, text(all.build())));
        sets.forEach((name, all) -> texts.put(name, text(all.build())));
        return texts;
    }

    static String text(Value.Ranges ranges) {
        List<Value.Range> joined = new ArrayList<>();
        ranges.getRangeList().stream().sorted(Comparator.comparingLong(Value.Range::getBegin)).forEach(range -> {
            if (!joined.isEmpty() && joined.getLast().getEnd() + 1 >= range.getBegin()) {
                Value.Range last = joined.removeLast();
                joined.add(last.toBuilder().setEnd(Math.max(last.getEnd(), range.getEnd())).build());
            } else {
                joined.add(range);
            }
        });
        return joined.stream()
                .map(range -> range.getBegin() + "-" + range.getEnd())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String text(Value.Set set) {
        return new TreeSet<>(set.getItemList()).stream().collect(Collectors.joining(", ", "{", "}"));
    }

    /** The resources of each role they are reserved for. */
    static Map<String, List<Resource>> reserved(List<Resource> resources) {
        Map<String, List<Resource>> byRole = new LinkedHashMap<>();
        for (Resource resource : resources) {
            if (isReserved(resource)) {
                byRole.computeIfAbsent(role(resource), role -> new ArrayList<>()).add(resource);
            }
        }
        return byRole;
    }

    static List<Resource> unreserved(List<Resource> resources) {
        return resources.stream().filter(resource -> !isReserved(resource)).toList();
    }

    private static boolean isReserved(Resource resource) {
        return !role(resource).equals("*");
    }

    /** The role that a resource is reserved for; {@code *} when it is for all. */
    // The role may stand in the deprecated field alone.
    @SuppressWarnings("deprecation")
    private static String role(Resource resource) {
        int count = resource.getReservationsCount();
        return count > 0 ? resource.getReservations(count - 1).getRole() : resource.getRole();
    }
}
