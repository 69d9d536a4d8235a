package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.mesos.v1.Protos.Value;

/** A set of whole numbers as sorted, disjoint, not adjacent ranges. */
public record PortRanges(List<Range> ranges) {

    /** No number. */
    public static final PortRanges NONE = new PortRanges(List.of());

    /** Both ends belong to it. */
    public record Range(long begin, long end) {}

    /** Copies. */
    public PortRanges {
        ranges = List.copyOf(ranges);
    }

    /** Of a message, whose ranges may overlap. */
    public static PortRanges of(Value.Ranges message) {
        return normal(message.getRangeList().stream().map(range -> new Range(range.getBegin(), range.getEnd())).toList());
    }

    /** As a message. */
    public Value.Ranges toMessage() {
        Value.Ranges.Builder message = Value.Ranges.newBuilder();
        ranges.forEach(range ->
                message.addRange(Value.Range.newBuilder().setBegin(range.begin).setEnd(range.end)));
        return message.build();
    }

    /** Whether no number is in it. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The union of many, in one go. */
    static PortRanges union(List<PortRanges> parts) {
        return normal(parts.stream().flatMap(part -> part.ranges.stream()).toList());
    }

    /** The union. */
    public PortRanges plus(PortRanges other) {
        return union(List.of(this, other));
    }

    /** What is in this one only. */
    public PortRanges minus(PortRanges other) {
        List<Range> rest = ranges;
        for (Range taken : other.ranges) {
            List<Range> next = new ArrayList<>();
            for (Range range : rest) {
                if (taken.end < range.begin || taken.begin > range.end) {
                    next.add(range);
                    continue;
                }
                if (range.begin < taken.begin) {
                    next.add(new Range(range.begin, taken.begin - 1));
                }
                if (range.end > taken.end) {
                    next.add(new Range(taken.end + 1, range.end));
                }
            }
            rest = next;
        }
        return new PortRanges(rest);
    }

    /** Whether all of {@code other} is in it. */
    public boolean contains(PortRanges other) {
        return other.minus(this).isEmpty();
    }

    /** Whether any number is in both. */
    public boolean overlaps(PortRanges other) {
        return !minus(other).equals(this);
    }

    private static PortRanges normal(List<Range> unsorted) {
        List<Range> merged = new ArrayList<>();
        for (Range range : unsorted.stream().sorted(Comparator.comparingLong(Range::begin)).toList()) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && range.begin <= last.end + 1) {
                merged.set(merged.size() - 1, new Range(last.begin, Math.max(last.end, range.end)));
            } else {
                merged.add(range);
            }
        }
        return new PortRanges(merged);
    }
}
