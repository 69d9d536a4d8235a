package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.injectors.resource.Hogs;
import dev.mesoschaos.injectors.traffic.UplinkPlan.Sender;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code uplink-saturation}: hosts of a rack send to other racks until the rack's uplink is full, as a copy of data does
 * that nobody has limited. Real packets: what else wants to leave the rack waits with them, or is lost with them.
 */
public final class UplinkSaturation implements FaultType<UplinkPlan> {

    /** More than fits, so that the uplink is full whatever else does or does not go through it. */
    private static final double OFFERED = 1.25;

    /** Full, measured on the uplink itself. */
    private static final double FULL = 0.9;

    private static final double KB = 1 << 10;

    private static final Duration MEASURED_FOR = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "uplink-saturation";
    }

    @Override
    public String harm() {
        return "hosts of a rack fill its uplink with traffic to other racks";
    }

    @Override
    public Class<UplinkPlan> planType() {
        return UplinkPlan.class;
    }

    @Override
    public Planner<UplinkPlan> read(Fields parameters) {
        return new PlainPlanner<>(
                this,
                Visibility.NOTHING_LOST,
                Set.of(Capability.HOST_NETWORK, Capability.UPLINKS),
                UplinkSaturation::plan,
                plan -> plan.senders().stream()
                        .map(sender -> sender.host() + ": send to " + sender.to() + " through the uplink of " + plan.rack())
                        .toList());
    }

    private static UplinkPlan plan(Targets targets, Situation situation) {
        List<String> racks = targets.hosts().stream().map(Host::rack).distinct().toList();
        if (racks.size() != 1) {
            throw new IllegalArgumentException("an uplink is one rack's, and the targets are in " + racks.size()
                    + " racks: write 'target: {rack: any}'");
        }
        List<Host> others = situation.topology().hosts().stream()
                .filter(host -> !host.rack().equals(racks.getFirst()))
                .toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException("there is no other rack that " + racks.getFirst() + " could send to");
        }
        String mark = situation.runId() + "_" + situation.injectionId() + "_";
        List<Sender> senders = new ArrayList<>();
        for (Host host : targets.hosts()) {
            senders.add(new Sender(
                    host.name(),
                    others.get(situation.random().nextInt(others.size())).service().host(),
                    (mark + host.name()).replaceAll("[^A-Za-z0-9]", "_")));
        }
        return new UplinkPlan(racks.getFirst(), senders);
    }

    @Override
    public List<Resource> resources(UplinkPlan plan) {
        return Resource.of(Resource.Kind.TRAFFIC, plan.senders().stream().map(Sender::host));
    }

    @Override
    public void inject(UplinkPlan plan, FaultContext context) {
        double onTheWire = OFFERED * bitsPerSecond(context) / 8 / plan.senders().size();
        long kbPerSecond = (long) Math.ceil(onTheWire * Hogs.DATAGRAM_BYTES / Hogs.WIRE_BYTES / KB);
        Hogs hogs = new Hogs(context.power(Shell.class));
        plan.senders().forEach(sender -> hogs.start(sender.host(), sender.mark(), kbPerSecond, sender.to()));
    }

    private static long bitsPerSecond(FaultContext context) {
        return context.power(Uplinks.class).bitsPerSecond().orElseThrow(() -> new ClusterException(
                "uplinks of this cluster are as fast as the machine, so that none can be full: "
                        + "write 'uplink: 100mbit' below 'cluster'"));
    }

    @Override
    public Evidence verifyEffect(UplinkPlan plan, FaultContext context) {
        double throughput = throughput(plan, context);
        long bandwidth = bitsPerSecond(context);
        String told = String.format(
                Locale.ROOT,
                "%.2f Mbit/s leave %s, which is %.0f %% of its uplink",
                throughput / 1e6, plan.rack(), 100 * throughput / bandwidth);
        return throughput >= FULL * bandwidth ? Evidence.holds(told) : Evidence.missing(told);
    }

    private static double throughput(UplinkPlan plan, FaultContext context) {
        Uplinks uplinks = context.power(Uplinks.class);
        Instant start = context.clock().now();
        long before = uplinks.sentBytes(plan.rack());
        context.clock().pause(MEASURED_FOR);
        long after = uplinks.sentBytes(plan.rack());
        return 8.0 * (after - before) / (Duration.between(start, context.clock().now()).toNanos() / 1e9);
    }

    @Override
    public Evidence verifyHeld(UplinkPlan plan, FaultContext context) {
        List<String> sending = sending(plan, context);
        return sending.size() == plan.senders().size()
                ? Evidence.holds("")
                : Evidence.missing("only these still send: " + String.join(", ", sending));
    }

    private static List<String> sending(UplinkPlan plan, FaultContext context) {
        Hogs hogs = new Hogs(context.power(Shell.class));
        return plan.senders().stream()
                .filter(sender -> hogs.sends(sender.host(), sender.mark()))
                .map(Sender::host)
                .toList();
    }

    @Override
    public List<HostCommand> undoOnHosts(UplinkPlan plan) {
        return plan.senders().stream().map(sender -> Hogs.end(sender.host(), sender.mark())).toList();
    }

    @Override
    public void undo(UplinkPlan plan, FaultContext context) {}

    @Override
    public Evidence verifyUndone(UplinkPlan plan, FaultContext context) {
        List<String> sending = sending(plan, context);
        return sending.isEmpty()
                ? Evidence.holds("nobody sends any more")
                : Evidence.missing("still sending: " + String.join(", ", sending));
    }
}
