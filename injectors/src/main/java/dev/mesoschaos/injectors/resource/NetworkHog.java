package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code network-hog}: a process on each host sends datagrams at a fixed rate to the discard port of a host in another
 * rack, through the host's own interface and whatever lies between. Needs bash there.
 */
public final class NetworkHog extends BurnerFault {

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;
    private static final double BITES = 0.5;

    @Override
    public String id() {
        return "network-hog";
    }

    @Override
    public String harm() {
        return "a process on each host sends datagrams to another rack at a fixed rate";
    }

    @Override
    public Planner<BurnPlan> read(Fields parameters) {
        long rate = parameters.bytesPerSecond("rate", 100 * KB, 1000 * MB);
        BurnPlanner.Load load = (host, targets, situation) ->
                List.of(Long.toString(rate / KB), peer(host, targets, situation).service().host());
        return new BurnPlanner(this, load, AsTask.read(parameters));
    }

    /** In another rack if there is one, of the same role if there is one. */
    private static Host peer(Host host, Targets targets, Situation situation) {
        return situation.topology().hosts().stream()
                .filter(other -> !targets.hosts().contains(other))
                .min(Comparator.comparing((Host other) -> other.rack().equals(host.rack()))
                        .thenComparing(other -> other.role() != host.role()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "network-hog needs a host to send to, and these targets are all hosts"));
    }

    @Override
    Resource.Kind burns() {
        return Resource.Kind.TRAFFIC;
    }

    @Override
    Evidence judge(List<Long> numbers, Optional<BurnPlan.Task> task) {
        long sent = numbers.get(0);
        long asked = numbers.get(1);
        String measured = sent + " of " + asked + " KB/s leave the host";
        return sent >= asked * BITES ? Evidence.holds(measured) : Evidence.missing("only " + measured);
    }
}
