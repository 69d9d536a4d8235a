package dev.mesoschaos.conformance.suite;

import java.util.Arrays;

/** The groups of the statements, in the order and with the numbers of mesos-facts section 12. */
public enum Group {
    HTTP("HTTP", 1, 14),
    SCHEDULER_STREAM("Scheduler stream", 15, 23),
    OFFERS("Offers", 24, 32),
    UPDATES("Updates", 33, 40),
    AGENT_FAULTS("Agent faults", 41, 51),
    MASTER_FAULTS("Master faults", 52, 59),
    MAINTENANCE("Maintenance", 60, 65);

    private final String words;
    private final int first;
    private final int last;

    Group(String words, int first, int last) {
        this.words = words;
        this.first = first;
        this.last = last;
    }

    /** The group that a statement belongs to. */
    public static Group of(int statement) {
        return Arrays.stream(values())
                .filter(group -> group.first <= statement && statement <= group.last)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no statement " + statement));
    }

    /** As it is printed. */
    public String words() {
        return words;
    }

    /** Number of its first statement. */
    public int first() {
        return first;
    }

    /** Number of its last statement. */
    public int last() {
        return last;
    }
}
