package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Amounts of resources by kind, with exact arithmetic.
 *
 * @param byKind amounts, none of them empty
 */
public record Resources(Map<Kind, Amounts> byKind) {

    /** No resources. */
    public static final Resources NONE = new Resources(Map.of());

    /** Copies, and leaves empty amounts out. */
    public Resources {
        Map<Kind, Amounts> kept = new LinkedHashMap<>(byKind);
        kept.values().removeIf(Amounts::isEmpty);
        byKind = Collections.unmodifiableMap(kept);
    }

    /** The sum of the messages; to whom they are allocated is not looked at. */
    public static Resources of(Collection<Resource> messages) {
        Map<Kind, Amounts> sum = new LinkedHashMap<>();
        messages.forEach(message -> sum.merge(Kind.of(message), Amounts.of(message), Amounts::plus));
        return new Resources(sum);
    }

    /** The sum of many, in one go. */
    public static Resources sum(Collection<Resources> parts) {
        Map<Kind, List<Amounts>> byKind = new LinkedHashMap<>();
        parts.forEach(part -> part.byKind.forEach(
                (kind, amounts) -> byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(amounts)));
        Map<Kind, Amounts> sums = new LinkedHashMap<>();
        byKind.forEach((kind, all) -> sums.put(kind, Amounts.sum(all)));
        return new Resources(sums);
    }

    static Resources of(Kind kind, Amounts amounts) {
        return new Resources(Map.of(kind, amounts));
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return byKind.isEmpty();
    }

    /** A scalar in its own unit, 0 when there is none; of all kinds together. */
    public double scalar(String name) {
        return milli(name) / 1000.0;
    }

    /** A scalar in thousandths, 0 when there is none; of all kinds together. */
    public long milli(String name) {
        return byKind.values().stream().mapToLong(part -> part.milli().getOrDefault(name, 0L)).sum();
    }

    /** All scalars in thousandths, of all kinds together. */
    public SortedMap<String, Long> milli() {
        return merged().milli();
    }

    /** All ranges, of all kinds together. */
    public SortedMap<String, PortRanges> ranges() {
        return merged().ranges();
    }

    private Amounts merged() {
        return byKind.size() == 1
                ? byKind.values().iterator().next()
                : byKind.values().stream().reduce(Amounts.NONE, Amounts::plus);
    }

    /** The sum. */
    public Resources plus(Resources other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Map<Kind, Amounts> sum = new LinkedHashMap<>(byKind);
        other.byKind.forEach((kind, amounts) -> sum.merge(kind, amounts, Amounts::plus));
        return new Resources(sum);
    }

    /**
     * What is left.
     *
     * @throws IllegalArgumentException when {@code other} is not contained, because that would be over-commitment
     */
    public Resources minus(Resources other) {
        if (!contains(other)) {
            throw new IllegalArgumentException("cannot take " + other + " out of " + this);
        }
        Map<Kind, Amounts> rest = new LinkedHashMap<>(byKind);
        other.byKind.forEach((kind, amounts) -> rest.computeIfPresent(kind, (k, mine) -> mine.minus(amounts)));
        return new Resources(rest);
    }

    /** What is left, at least nothing of each. */
    public Resources lessAtMost(Resources other) {
        return map((kind, amounts) -> {
            Amounts taken = other.byKind.get(kind);
            return taken == null ? amounts : amounts.minus(taken).atLeastNothing();
        });
    }

    /** Whether all of {@code other} is in it, kind by kind. */
    public boolean contains(Resources other) {
        return other.byKind.entrySet().stream().allMatch(entry ->
                byKind.getOrDefault(entry.getKey(), Amounts.NONE).contains(entry.getValue()));
    }

    /** The kinds that are wanted. */
    public Resources only(Predicate<Kind> wanted) {
        return map((kind, amounts) -> wanted.test(kind) ? amounts : Amounts.NONE);
    }

    Resources map(BiFunction<Kind, Amounts, Amounts> change) {
        Map<Kind, Amounts> changed = new LinkedHashMap<>();
        byKind.forEach((kind, amounts) -> changed.put(kind, change.apply(kind, amounts)));
        return new Resources(changed);
    }

    /** All of it turned into another kind. */
    public Resources as(UnaryOperator<Kind> change) {
        Map<Kind, Amounts> changed = new LinkedHashMap<>();
        byKind.forEach((kind, amounts) -> changed.merge(change.apply(kind), amounts, Amounts::plus));
        return new Resources(changed);
    }

    /** As messages for operators, allocated to nobody. */
    public List<Resource> unallocated() {
        return messages(Kind.Form.BOTH, Optional.empty());
    }

    /**
     * As messages allocated to a role.
     *
     * @param withRole whether the old fields are wanted, which newer frameworks must not see
     */
    public List<Resource> allocated(String role, boolean withRole) {
        return messages(withRole ? Kind.Form.BOTH : Kind.Form.REFINED, Optional.of(role));
    }

    /** As messages in the form that their reader understands. */
    public List<Resource> messages(Kind.Form form, Optional<String> allocatedTo) {
        List<Resource> messages = new ArrayList<>();
        byKind.forEach((kind, amounts) -> messages.addAll(amounts.messages(kind.form(form, allocatedTo))));
        return messages;
    }

    /** As error texts of Mesos show them: {@code cpus:1; mem:32}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        byKind.forEach((kind, amounts) -> parts.addAll(amounts.texts(kind.tag())));
        return String.join("; ", parts);
    }

    /** Ranges as Mesos prints them: {@code [31000-31099, 32000-32009]}. */
    public static String text(PortRanges range) {
        return Amounts.text(range);
    }
}
