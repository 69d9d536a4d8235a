package dev.mesoschaos.reports.compare;

/** What became of an objective between two groups of runs. */
public enum Change {
    BETTER("better"),
    SAME("no difference that noise does not explain"),
    WORSE("worse"),
    /** Too little was measured on a side. */
    UNDECIDED("cannot be told from noise");

    private final String words;

    Change(String words) {
        this.words = words;
    }

    /** In words. */
    public String words() {
        return words;
    }
}
