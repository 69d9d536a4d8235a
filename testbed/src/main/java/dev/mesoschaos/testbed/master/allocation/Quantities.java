package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Value;

/** Scalars by name, in thousandths, whatever kind of resource they are of. */
public record Quantities(SortedMap<String, Long> milli) {

    /** Nothing of anything. */
    public static final Quantities NONE = new Quantities(new TreeMap<>());

    /** Copies, and leaves zeros out. */
    public Quantities {
        TreeMap<String, Long> kept = new TreeMap<>(milli);
        kept.values().removeIf(amount -> amount == 0);
        milli = Collections.unmodifiableSortedMap(kept);
    }

    /** Of scalars in their own unit. */
    public static Quantities of(Map<String, Value.Scalar> scalars) {
        TreeMap<String, Long> milli = new TreeMap<>();
        scalars.forEach((name, scalar) -> milli.put(name, Math.round(scalar.getValue() * 1000)));
        return new Quantities(milli);
    }

    /** Of all scalars in resources. */
    public static Quantities of(Resources resources) {
        return new Quantities(resources.milli());
    }

    /**
     * Reads {@code cpus:0.01|mem:32}, as the flag {@code min_allocatable_resources} has it: alternatives, each of them
     * scalars joined by semicolons.
     *
     * @throws IllegalArgumentException when a part is no number with a name
     */
    public static List<Quantities> alternatives(String text) {
        List<Quantities> all = new ArrayList<>();
        for (String alternative : text.split("\\|", -1)) {
            TreeMap<String, Long> milli = new TreeMap<>();
            for (String part : alternative.isBlank() ? new String[0] : alternative.split(";", -1)) {
                String[] sides = part.split(":", 2);
                if (sides.length < 2) {
                    throw new IllegalArgumentException("'" + part + "' is no quantity: expected name:number");
                }
                milli.put(sides[0].strip(), Math.round(Double.parseDouble(sides[1].strip()) * 1000));
            }
            all.add(new Quantities(milli));
        }
        return List.copyOf(all);
    }

    /** The amount, 0 when there is none. */
    public long get(String name) {
        return milli.getOrDefault(name, 0L);
    }

    /** The sum. */
    public Quantities plus(Quantities other) {
        TreeMap<String, Long> sum = new TreeMap<>(milli);
        other.milli.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
        return new Quantities(sum);
    }

    /** What is left, at least zero of each. */
    public Quantities minus(Quantities other) {
        TreeMap<String, Long> rest = new TreeMap<>();
        milli.forEach((name, amount) -> rest.put(name, Math.max(0, amount - other.get(name))));
        return new Quantities(rest);
    }

    /** Whether there is at least as much of each as in {@code other}. */
    public boolean contains(Quantities other) {
        return other.milli.entrySet().stream().allMatch(entry -> get(entry.getKey()) >= entry.getValue());
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return milli.isEmpty();
    }

    /** As error texts of Mesos show them: {@code cpus:6; disk:3072; mem:1536}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        milli.forEach((name, amount) -> parts.add(name + ":" + Amounts.trimmed(amount)));
        return String.join("; ", parts);
    }
}
