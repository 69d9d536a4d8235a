package dev.mesoschaos.scenarios.model;

/** How many of a set, as scenario files say it. */
public sealed interface Quantity {

    /** How many that is of {@code size} things; never more than {@code size}. */
    int of(int size);

    /** {@code any}: one, drawn from the seed. */
    record Any() implements Quantity {
        @Override
        public int of(int size) {
            return Math.min(1, size);
        }

        @Override
        public String toString() {
            return "any";
        }
    }

    /** {@code 2}. */
    record Count(int count) implements Quantity {
        @Override
        public int of(int size) {
            return Math.min(count, size);
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /** {@code 25%}, rounded down, so that a limit is never exceeded. */
    record Percent(double percent) implements Quantity {
        @Override
        public int of(int size) {
            return (int) Math.floor(size * percent / 100 + 1e-9);
        }

        @Override
        public String toString() {
            return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent)) + "%";
        }
    }

    /** {@code minority}: the most that leaves a majority standing. */
    record Minority() implements Quantity {
        @Override
        public int of(int size) {
            return Math.max(0, (size - 1) / 2);
        }

        @Override
        public String toString() {
            return "minority";
        }
    }

    /** {@code all}. */
    record All() implements Quantity {
        @Override
        public int of(int size) {
            return size;
        }

        @Override
        public String toString() {
            return "all";
        }
    }
}
