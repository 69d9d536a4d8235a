package dev.mesoschaos.scenarios.model;

/**
 * A limit on a number.
 *
 * @param side which side is good
 * @param amount the limit itself
 * @param text the limit as the file says it, for messages and reports
 */
public record Bound(Side side, Amount amount, String text) {

    /** Which side of the limit is good. */
    public enum Side {
        AT_LEAST,
        AT_MOST;

        /** As sentences have it. */
        public String words() {
            return this == AT_LEAST ? "at least" : "at most";
        }
    }

    /** Whether a number is on the good side of {@code limit}. */
    public boolean holds(double value, double limit) {
        return side == Side.AT_LEAST ? value >= limit : value <= limit;
    }

    /** How far inside the limit the number is; negative when it is outside. */
    public double margin(double value, double limit) {
        return side == Side.AT_LEAST ? value - limit : limit - value;
    }

    @Override
    public String toString() {
        return side.words() + " " + text;
    }
}
