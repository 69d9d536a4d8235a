package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Daemons that do what real ones would; what was done to them is written down. */
public final class FakeDaemons implements DaemonControl {

    public final List<String> done = new ArrayList<>();
    /** Its daemon cannot be sent anything. */
    public String deaf = "";
    private final Set<String> unsupervised = new HashSet<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final Map<String, List<End>> ends = new ConcurrentHashMap<>();

    public boolean serves(String host) {
        return runs(host) && !stopped.contains(host);
    }

    /** The daemon ends by itself, and is started again when it is supervised. */
    public void end(String host, int status) {
        stopped.remove(host);
        ends.computeIfAbsent(host, h -> new ArrayList<>()).add(new End(Clock.system().now(), status));
        if (unsupervised.contains(host)) {
            down.add(host);
        }
    }

    @Override
    public void signal(String host, Signal signal) {
        done.add(host + " " + signal);
        if (host.equals(deaf) || !runs(host)) {
            throw new ClusterException("the daemon of " + host + " cannot be sent " + signal);
        }
        switch (signal) {
            case STOP -> stopped.add(host);
            case CONT -> stopped.remove(host);
            case KILL -> end(host, 137);
            case TERM -> end(host, 143);
            case USR1 -> end(host, 0);
        }
    }

    @Override
    public void supervise(String host, boolean startAgain) {
        done.add(host + (startAgain ? " supervised" : " unsupervised"));
        if (startAgain) {
            unsupervised.remove(host);
        } else {
            unsupervised.add(host);
        }
    }

    @Override
    public void start(String host) {
        done.add(host + " start");
        down.remove(host);
    }

    @Override
    public boolean runs(String host) {
        return !down.contains(host);
    }

    @Override
    public List<End> ends(String host) {
        return List.copyOf(ends.getOrDefault(host, List.of()));
    }

    @Override
    public void wipe(String host) {
        throw new UnsupportedOperationException("no fault wipes disks");
    }
}
