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
        /** Of its routes only the first one is made. */
        AMIDST,
        /** It is done, and then the way back is lost. */
        AFTER
    }

    public final List<String> commands = new ArrayList<>();
    private final Map<String, FakeHost> hosts = new TreeMap<>();
    private String breakOn = "";
    private Breaking breaking = Breaking.BEFORE;

    public synchronized FakeHost host(String name) {
        return hosts.computeIfAbsent(name, unused -> new FakeHost());
    }

    /** Breaks the next command on a host, and only that one. */
    public void breakOn(String host, Breaking how) {
        breakOn = host;
        breaking = how;
    }

    @Override
    public synchronized Result run(String host, List<String> command, String stdin, Duration timeout) {
        commands.add(host + ": " + String.join(" ", command) + (stdin.isEmpty() ? "" : "\n" + stdin.strip()));
        if (!host.equals(breakOn)) {
            return host(host).run(command, stdin);
        }
        breakOn = "";
        if (breaking == Breaking.BEFORE) {
            return new Result(1, "", "broken");
        }
        host(host).routesUntilBroken = breaking == Breaking.AMIDST ? 1 : Integer.MAX_VALUE;
        Result result = host(host).run(command, stdin);
        host(host).routesUntilBroken = Integer.MAX_VALUE;
        if (breaking == Breaking.AFTER) {
            throw new ClusterException("broken on the way back");
        }
        return result;
    }

    /** What all hosts look like now. */
    public synchronized String state() {
        return hosts.toString();
    }
}
