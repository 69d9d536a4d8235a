package dev.mesoschaos.scenarios.verdict;

import java.util.Collection;
import java.util.Comparator;

/** What a run, or a claim about it, comes to; the order is from best to worst, and the worst wins. */
public enum Verdict {
    PASSED(0),
    SKIPPED(0),
    /** Nothing, or not enough, was measured. */
    INCONCLUSIVE(2),
    FAILED(1),
    ABORTED(3),
    ERROR(4),
    /** An undo could not be verified: something of ours may still be on the cluster. */
    DIRTY(5);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a command that ends with this verdict. */
    public int exitCode() {
        return exitCode;
    }

    /** The worse of two. */
    public Verdict worst(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The worst of all; {@link #INCONCLUSIVE} for none, because nothing proves nothing. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(INCONCLUSIVE);
    }
}
