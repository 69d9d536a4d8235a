package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Power;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Power switches that are written down, and one of which may be stuck. */
public final class FakePower implements Power {

    public final List<String> switched = new CopyOnWriteArrayList<>();
    public String stuck = "";
    private final Set<String> off = ConcurrentHashMap.newKeySet();

    @Override
    public void off(String host) {
        press(host, "off");
        off.add(host);
    }

    @Override
    public void on(String host) {
        press(host, "on");
        off.remove(host);
    }

    @Override
    public boolean isOn(String host) {
        return !off.contains(host);
    }

    private void press(String host, String to) {
        switched.add(host + " " + to);
        if (host.equals(stuck)) {
            throw new ClusterException("the switch of " + host + " is stuck");
        }
    }
}
