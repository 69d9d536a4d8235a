package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;

/** Counts commands, and lets one of them fail when told to. */
public final class BreakingShell implements Shell {

    private final Shell shell;
    private int count;
    private int breaksAt;
    private FakeShell.Breaking how = FakeShell.Breaking.BEFORE;

    public BreakingShell(Shell shell) {
        this.shell = shell;
    }

    /**
     * A failure.
     *
     * @param k number of the command that fails, from 1 on
     * @param undo whether it is one of the undo
     */
    record Broken(int k, FakeShell.Breaking how, boolean undo) {}

    /** How many commands there were so far. */
    synchronized int count() {
        return count;
    }

    /** Lets the k-th command from now on fail, and only that one. */
    synchronized void breakAt(Broken broken) {
        breaksAt = count + broken.k();
        how = broken.how();
    }

    /** Lets no command fail any more. */
    synchronized void mend() {
        breaksAt = 0;
    }

    /** Whether that command has failed. */
    synchronized boolean broke() {
        return count >= breaksAt;
    }

    private synchronized boolean breaksNow() {
        return ++count == breaksAt;
    }

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        boolean breaks = breaksNow();
        if (breaks && how == FakeShell.Breaking.BEFORE) {
            return new Result(1, "", "broken");
        }
        Result result = shell.run(host, command, stdin, timeout);
        if (breaks) {
            throw new ClusterException("broken on the way back");
        }
        return result;
    }
}
