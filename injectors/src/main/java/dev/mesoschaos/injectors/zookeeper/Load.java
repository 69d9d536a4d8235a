package dev.mesoschaos.injectors.zookeeper;

/**
 * What is to be under way at a time. A server takes in a thousand requests at once by default (ZooKeeper
 * Administrator's Guide, {@code globalOutstandingLimit}) and lets the others wait at their own connections, where they
 * are in nobody else's way. From there on requests do not become more, but a larger share of them is costly.
 *
 * @param outstanding how many requests
 * @param costly the share of costly ones, 0 to 1
 */
record Load(int outstanding, double costly) {

    static final Load NONE = new Load(0, 0);

    private static final int PER_SERVER = 1000;

    /** How many times the work of a plain write a costly one is, about. */
    private static final int COST = 100;

    /** The load of a level, which counts in plain writes. */
    static Load of(double level, int servers) {
        int broadest = broadest(servers);
        return level <= broadest
                ? new Load((int) Math.round(level), 0)
                : new Load(broadest, Math.min((level / broadest - 1) / COST, 1));
    }

    /** The highest level there is. */
    static int highestLevel(int servers) {
        return broadest(servers) * (1 + COST);
    }

    /** The highest level without any costly request. */
    static int broadest(int servers) {
        return PER_SERVER * servers;
    }
}
