package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All hosts are this machine. Writes down on which one each command was run, and breaks when told to. */
public final class MachineShell implements Shell {

    public final List<String> hosts = new ArrayList<>();
    private int breakAt;
    private FakeShell.Breaking breaking = FakeShell.Breaking.BEFORE;

    /** Breaks one command only. */
    public void breakAt(int nthFromNow, FakeShell.Breaking how) {
        breakAt = hosts.size() + nthFromNow;
        breaking = how;
    }

    @Override
    public synchronized Result run(String host, List<String> command, String stdin, Duration timeout) {
        hosts.add(host);
        boolean breaks = hosts.size() == breakAt;
        if (breaks && breaking == FakeShell.Breaking.BEFORE) {
            return new Result(1, "", "broken");
        }
        Result result = NamespaceShell.run(command, stdin, timeout);
        if (breaks) {
            throw new ClusterException("broken on the way back");
        }
        return result;
    }
}
