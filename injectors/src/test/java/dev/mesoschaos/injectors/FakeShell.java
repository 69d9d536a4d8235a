package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down every command, carries it out on fake hosts, and breaks when told to. */
public final class FakeShell implements Shell {

    /** How a command breaks. */
    public enum Breaking {
        /** It is refused, and nothing is done. */
        BEFORE,
        /** It is done, and then the way back is lost. */
        AFTER
    }

    public final List<String> commands = new ArrayList<>();
    private final Map<String, FakeHost> hosts = new TreeMap<>();
    private int breakAt;
    private Breaking breaking = Breaking.BEFORE;

    public FakeHost host(String name) {
        return hosts.computeIfAbsent(name, unused -> new FakeHost());
    }

    /** Breaks one command only. */
    public void breakAt(int nthFromNow, Breaking how) {
        breakAt = commands.size() + nthFromNow;
        breaking = how;
    }

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        commands.add(host + ": " + String.join(" ", command) + (stdin.isEmpty() ? "" : "\n" + stdin.strip()));
        boolean breaks = commands.size() == breakAt;
        if (breaks && breaking == Breaking.BEFORE) {
            return new Result(1, "", "broken");
        }
        Result result = host(host).run(command, stdin);
        if (breaks) {
            throw new ClusterException("broken on the way back");
        }
        return result;
    }

    /** What all hosts look like now. */
    public String state() {
        return hosts.toString();
    }
}
