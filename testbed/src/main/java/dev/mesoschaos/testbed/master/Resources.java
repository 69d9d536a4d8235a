package dev.mesoschaos.testbed.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Amounts of unreserved resources with exact arithmetic: scalars in thousandths, as Mesos counts them, and ranges.
 *
 * @param milli scalars by name, in thousandths, none of them zero
 * @param ranges ranges by name, none of them empty
 */
record Resources(SortedMap<String, Long> milli, SortedMap<String, PortRanges> ranges) {

    static final Resources NONE = new Resources(new TreeMap<>(), new TreeMap<>());

    Resources {
        milli = nonZero(milli);
        ranges = nonEmpty(ranges);
    }

    /** The sum of the messages' amounts; roles and reservations are not looked at. */
    static Resources of(List<Resource> messages) {
        TreeMap<String, Long> milli = new TreeMap<>();
        TreeMap<String, PortRanges> ranges = new TreeMap<>();
        for (Resource message : messages) {
            if (message.getType() == Value.Type.SCALAR) {
                milli.merge(message.getName(), Math.round(message.getScalar().getValue() * 1000), Long::sum);
            } else if (message.getType() == Value.Type.RANGES) {
                ranges.merge(message.getName(), PortRanges.of(message.getRanges()), PortRanges::plus);
            }
        }
        return new Resources(milli, ranges);
    }

    /** The sum of many, in one go: adding them one by one would copy what is there each time. */
    static Resources sum(Collection<Resources> parts) {
        TreeMap<String, Long> milli = new TreeMap<>();
        TreeMap<String, List<PortRanges>> ranges = new TreeMap<>();
        for (Resources part : parts) {
            part.milli.forEach((name, amount) -> milli.merge(name, amount, Long::sum));
            part.ranges.forEach((name, range) -> ranges.computeIfAbsent(name, n -> new ArrayList<>()).add(range));
        }
        TreeMap<String, PortRanges> unions = new TreeMap<>();
        ranges.forEach((name, all) -> unions.put(name, PortRanges.union(all)));
        return new Resources(milli, unions);
    }

    boolean isEmpty() {
        return milli.isEmpty() && ranges.isEmpty();
    }

    /** A scalar in its own unit, 0 when there is none. */
    double scalar(String name) {
        return milli.getOrDefault(name, 0L) / 1000.0;
    }

    Resources plus(Resources other) {
        TreeMap<String, Long> sum = new TreeMap<>(milli);
        other.milli.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
        TreeMap<String, PortRanges> union = new TreeMap<>(ranges);
        other.ranges.forEach((name, range) -> union.merge(name, range, PortRanges::plus));
        return new Resources(sum, union);
    }

    /**
     * What is left.
     *
     * @throws IllegalArgumentException when {@code other} is not contained, because that would be over-commitment
     */
    Resources minus(Resources other) {
        if (!contains(other)) {
            throw new IllegalArgumentException("cannot take " + other + " out of " + this);
        }
        TreeMap<String, Long> rest = new TreeMap<>(milli);
        other.milli.forEach((name, amount) -> rest.merge(name, -amount, Long::sum));
        TreeMap<String, PortRanges> restRanges = new TreeMap<>(ranges);
        other.ranges.forEach((name, range) -> restRanges.computeIfPresent(name, (n, mine) -> mine.minus(range)));
        return new Resources(rest, restRanges);
    }

    boolean contains(Resources other) {
        return other.milli.entrySet().stream()
                        .allMatch(entry -> milli.getOrDefault(entry.getKey(), 0L) >= entry.getValue())
                && other.ranges.entrySet().stream()
                        .allMatch(entry -> ranges.getOrDefault(entry.getKey(), PortRanges.NONE)
                                .contains(entry.getValue()));
    }

    /** As messages of the default role, allocated to nobody. */
    List<Resource> unallocated() {
        return messages(Resource.newBuilder(), true);
    }

    /**
     * As messages allocated to a role.
     *
     * @param withRole whether the old field {@code role} is wanted, which newer frameworks must not see
     */
    List<Resource> allocated(String role, boolean withRole) {
        return messages(
                Resource.newBuilder().setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role)), withRole);
    }

    // The field `role` is deprecated, and Mesos prints it all the same for whoever has not RESERVATION_REFINEMENT.
    @SuppressWarnings("deprecation")
    private List<Resource> messages(Resource.Builder form, boolean withRole) {
        if (withRole) {
            form.setRole("*");
        }
        List<Resource> messages = new ArrayList<>();
        ranges.forEach((name, range) -> messages.add(form.clone()
                .setName(name)
                .setType(Value.Type.RANGES)
                .setRanges(range.toMessage())
                .build()));
        milli.forEach((name, amount) -> messages.add(form.clone()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount / 1000.0))
                .build()));
        return messages;
    }

    private static SortedMap<String, Long> nonZero(Map<String, Long> amounts) {
        TreeMap<String, Long> kept = new TreeMap<>(amounts);
        kept.values().removeIf(amount -> amount == 0);
        return Collections.unmodifiableSortedMap(kept);
    }

    private static SortedMap<String, PortRanges> nonEmpty(Map<String, PortRanges> ranges) {
        TreeMap<String, PortRanges> kept = new TreeMap<>(ranges);
        kept.values().removeIf(PortRanges::isEmpty);
        return Collections.unmodifiableSortedMap(kept);
    }

    /** As error texts of Mesos show them: {@code cpus:1; mem:32}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        milli.forEach((name, amount) -> parts.add(name + ":" + trimmed(amount / 1000.0)));
        ranges.forEach((name, range) -> parts.add(name + ":" + text(range)));
        return String.join("; ", parts);
    }

    /** Ranges as Mesos prints them: {@code [31000-31099, 32000-32009]}. */
    static String text(PortRanges range) {
        return range.ranges().stream()
                .map(r -> r.begin() + "-" + r.end())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
