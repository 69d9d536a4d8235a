package dev.mesoschaos.testbed.master.allocation;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The value of a resource that is a set of names. */
record ItemSet(SortedSet<String> items) {

    static final ItemSet NONE = new ItemSet(new TreeSet<>());

    ItemSet {
        items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
    }

    static ItemSet of(Collection<String> items) {
        return new ItemSet(new TreeSet<>(items));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    ItemSet plus(ItemSet other) {
        TreeSet<String> all = new TreeSet<>(items);
        all.addAll(other.items);
        return new ItemSet(all);
    }

    ItemSet minus(ItemSet other) {
        TreeSet<String> rest = new TreeSet<>(items);
        rest.removeAll(other.items);
        return new ItemSet(rest);
    }

    boolean contains(ItemSet other) {
        return items.containsAll(other.items);
    }
}
