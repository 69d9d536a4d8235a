package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Power;
import java.util.List;

/** The power switch: a host that boots starts its daemon by itself. */
record HostPower(Layout layout, Hosts hosts, Daemons daemons) implements Power {

    @Override
    public void off(String host) {
        HostPlan plan = layout.host(host);
        daemons.forget(plan);
        hosts.off(plan);
    }

    @Override
    public void on(String host) {
        HostPlan plan = layout.host(host);
        hosts.on(List.of(plan));
        daemons.start(plan);
    }

    @Override
    public boolean isOn(String host) {
        return hosts.isOn(layout.host(host));
    }
}
