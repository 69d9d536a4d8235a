package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Means;
import java.math.BigDecimal;
import java.util.List;

/**
 * What packets suffer, before it is known whose.
 *
 * @param discipline kind and options of the queueing discipline, as tc has them
 * @param amount see {@link TrafficPlan#amount}
 * @param spread see {@link TrafficPlan#spread}
 * @param others means beside queueing disciplines that do just this, the best first
 */
record Impairment(String discipline, double amount, double spread, List<Means> others) {

    Impairment {
        others = List.copyOf(others);
    }

    /** One that only queueing disciplines do. */
    static Impairment of(String discipline, double amount) {
        return new Impairment(discipline, amount, 0, List.of());
    }

    boolean netem() {
        return discipline.startsWith("netem ");
    }

    /** A share as tc reads it. */
    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** A correlation with the packet before, as tc reads it after a share: nothing when there is none. */
    static String correlated(double share) {
        return share == 0 ? "" : " " + percent(share);
    }
}
