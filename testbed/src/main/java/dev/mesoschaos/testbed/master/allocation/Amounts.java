package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Amounts of one kind of resources with exact arithmetic: scalars in thousandths, as Mesos counts them, ranges and sets.
 *
 * @param milli scalars by name, in thousandths, none of them zero
 * @param ranges ranges by name, none of them empty
 * @param items sets by name, none of them empty
 */
record Amounts(
        SortedMap<String, Long> milli, SortedMap<String, PortRanges> ranges, SortedMap<String, ItemSet> items) {

    /** As agents name them by default, and all others behind. */
    static final Comparator<String> ORDER = Comparator.comparingInt(Amounts::rank).thenComparing(name -> name);

    static final Amounts NONE = new Amounts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private static final List<String> FIRST = List.of("cpus", "gpus", "mem", "disk");

    Amounts {
        milli = kept(milli, amount -> amount == 0);
        ranges = kept(ranges, PortRanges::isEmpty);
        items = kept(items, ItemSet::isEmpty);
    }

    static Amounts of(Resource message) {
        String name = message.getName();
        return switch (message.getType()) {
            case SCALAR -> new Amounts(
                    one(name, Math.round(message.getScalar().getValue() * 1000)), new TreeMap<>(), new TreeMap<>());
            case RANGES -> new Amounts(
                    new TreeMap<>(), one(name, PortRanges.of(message.getRanges())), new TreeMap<>());
            case SET -> new Amounts(
                    new TreeMap<>(), new TreeMap<>(), one(name, ItemSet.of(message.getSet().getItemList())));
            default -> NONE;
        };
    }

    boolean isEmpty() {
        return milli.isEmpty() && ranges.isEmpty() && items.isEmpty();
    }

    Amounts plus(Amounts other) {
        return sum(List.of(this, other));
    }

    /** The sum of many, in one go: adding them one by one would copy what is there each time. */
    static Amounts sum(List<Amounts> parts) {
        TreeMap<String, Long> milli = new TreeMap<>();
        TreeMap<String, List<PortRanges>> ranges = new TreeMap<>();
        TreeMap<String, ItemSet> items = new TreeMap<>();
        for (Amounts part : parts) {
            part.milli.forEach((name, amount) -> milli.merge(name, amount, Long::sum));
            part.ranges.forEach((name, range) -> ranges.computeIfAbsent(name, n -> new ArrayList<>()).add(range));
            part.items.forEach((name, set) -> items.merge(name, set, ItemSet::plus));
        }
        TreeMap<String, PortRanges> unions = new TreeMap<>();
        ranges.forEach((name, all) -> unions.put(name, PortRanges.union(all)));
        return new Amounts(milli, unions, items);
    }

    Amounts minus(Amounts other) {
        TreeMap<String, Long> rest = new TreeMap<>(milli);
        other.milli.forEach((name, amount) -> rest.merge(name, -amount, Long::sum));
        TreeMap<String, PortRanges> restRanges = new TreeMap<>(ranges);
        other.ranges.forEach((name, range) -> restRanges.computeIfPresent(name, (n, mine) -> mine.minus(range)));
        TreeMap<String, ItemSet> restItems = new TreeMap<>(items);
        other.items.forEach((name, set) -> restItems.computeIfPresent(name, (n, mine) -> mine.minus(set)));
        return new Amounts(rest, restRanges, restItems);
    }

    Amounts atLeastNothing() {
        TreeMap<String, Long> positive = new TreeMap<>(milli);
        positive.replaceAll((name, amount) -> Math.max(0, amount));
        return withScalars(positive);
    }

    boolean contains(Amounts other) {
        return other.milli.entrySet().stream()
                        .allMatch(entry -> milli.getOrDefault(entry.getKey(), 0L) >= entry.getValue())
                && other.ranges.entrySet().stream().allMatch(entry ->
                        ranges.getOrDefault(entry.getKey(), PortRanges.NONE).contains(entry.getValue()))
                && other.items.entrySet().stream().allMatch(entry ->
                        items.getOrDefault(entry.getKey(), ItemSet.NONE).contains(entry.getValue()));
    }

    /** The same without its scalars, and with those given instead. */
    Amounts withScalars(SortedMap<String, Long> other) {
        return new Amounts(other, ranges, items);
    }

    /** As messages that all start from {@code form}: ranges first, as Mesos sends them. */
    List<Resource> messages(Resource.Builder form) {
        List<Resource> messages = new ArrayList<>();
        ranges.forEach((name, range) -> messages.add(form.clone()
                .setName(name)
                .setType(Value.Type.RANGES)
                .setRanges(range.toMessage())
                .build()));
        ordered(milli).forEach((name, amount) -> messages.add(form.clone()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount / 1000.0))
                .build()));
        items.forEach((name, set) -> messages.add(form.clone()
                .setName(name)
                .setType(Value.Type.SET)
                .setSet(Value.Set.newBuilder().addAllItem(set.items()))
                .build()));
        return messages;
    }

    /** As error texts of Mesos show them; {@code tag} follows each name. */
    List<String> texts(String tag) {
        List<String> parts = new ArrayList<>();
        ordered(milli).forEach((name, amount) -> parts.add(name + tag + ":" + trimmed(amount)));
        ranges.forEach((name, range) -> parts.add(name + tag + ":" + text(range)));
        items.forEach((name, set) -> parts.add(name + tag + ":{" + String.join(", ", set.items()) + "}"));
        return parts;
    }

    /** Ranges as Mesos prints them: {@code [31000-31099, 32000-32009]}. */
    static String text(PortRanges range) {
        return range.ranges().stream()
                .map(r -> r.begin() + "-" + r.end())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String trimmed(long milli) {
        return milli % 1000 == 0 ? String.valueOf(milli / 1000) : String.valueOf(milli / 1000.0);
    }

    private static SortedMap<String, Long> ordered(SortedMap<String, Long> amounts) {
        SortedMap<String, Long> ordered = new TreeMap<>(ORDER);
        ordered.putAll(amounts);
        return ordered;
    }

    private static int rank(String name) {
        int index = FIRST.indexOf(name);
        return index < 0 ? FIRST.size() : index;
    }

    private static <V> TreeMap<String, V> one(String name, V value) {
        return new TreeMap<>(Map.of(name, value));
    }

    private static <V> SortedMap<String, V> kept(Map<String, V> all, Predicate<V> dropped) {
        TreeMap<String, V> kept = new TreeMap<>(all);
        kept.values().removeIf(dropped);
        return Collections.unmodifiableSortedMap(kept);
    }
}
