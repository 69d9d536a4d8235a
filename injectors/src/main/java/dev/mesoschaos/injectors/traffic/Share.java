package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.language.Fields;
import java.math.BigDecimal;
import java.math.MathContext;

/** Shares of packets, as scenario files say them and tc reads them. */
final class Share {

    /** What one packet in ten thousand is: less would hardly be seen during a hold. */
    private static final double LEAST = 0.0001;

    private static final int FEWEST = 100;
    private static final int MOST = 5000;

    /** So many are hit on average in a look, so that a look in vain says something. */
    private static final double HITS = 20;

    private Share() {}

    /** Reads a share that must be there. */
    static double read(Fields parameters, String key) {
        if (!parameters.has(key)) {
            throw parameters.wrong(key, "key '" + key + "' is missing: expected a share such as 5%, from 0.01% to 100%");
        }
        double share = parameters.ratio(key, 1);
        if (share < LEAST) {
            throw parameters.wrong(key, "expected a share such as 5%, from 0.01% to 100%");
        }
        return share;
    }

    /** In per cent, with as many digits as tc makes use of. */
    static String rounded(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).round(new MathContext(6)).stripTrailingZeros().toPlainString() + "%";
    }

    /** How many packets must be sent to see such a share. */
    static int enough(double share) {
        return (int) Math.clamp(HITS / share, FEWEST, MOST);
    }
}
