package dev.mesoschaos.scenarios.measure;

import java.util.List;
import java.util.Locale;

/**
 * What is due to the cluster's live flags alone, as a sum (mesos-facts section 5).
 *
 * @param least the least value that the flags allow, in the indicator's unit
 * @param most the largest value that is still due to the flags alone
 * @param terms what both are the sum of
 */
public record Floor(double least, double most, List<Term> terms) {

    public Floor {
        terms = List.copyOf(terms);
    }

    /** The sum of its terms. */
    public static Floor sum(List<Term> terms) {
        return new Floor(
                terms.stream().mapToDouble(Term::least).sum(),
                terms.stream().mapToDouble(Term::most).sum(),
                terms);
    }

    /**
     * One term.
     *
     * @param name what takes that time, with the flag it comes from
     * @param least in the indicator's unit, not above {@code most}
     */
    public record Term(String name, double least, double most) {

        /** For example {@code until the next offer, allocation_interval: 0 to 1 s}. */
        @Override
        public String toString() {
            return name + ": " + (least == most ? "" : plain(least) + " to ") + plain(most) + " s";
        }

        private static String plain(double seconds) {
            return String.format(Locale.ROOT, "%.3f", seconds).replaceAll("\\.?0+$", "");
        }
    }
}
