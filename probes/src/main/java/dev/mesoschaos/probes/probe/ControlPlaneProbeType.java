package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code control-plane: {rate: 4/s, timeout: 1s}}. */
public final class ControlPlaneProbeType implements ProbeType {

    /** The word by which its requests are told from those to apps. */
    public static final String ID = "control-plane";

    /** Masters are not asked so often that the asking would be the load. */
    private static final double HIGHEST_RATE_PER_SECOND = 50;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String measures() {
        return "Whether operators get answers, by asking the leading master for its health and ZooKeeper for a znode, each"
                + " at a fixed rate.";
    }

    @Override
    public Probe read(Fields parameters) {
        double rate = parameters.ratePerSecond("rate", HIGHEST_RATE_PER_SECOND, 4);
        Duration timeout = parameters.duration(
                "timeout", Duration.ofMillis(10), HttpProbeType.LONGEST_TIMEOUT, Duration.ofSeconds(1));
        return (context, workload) -> start(context, rate, timeout);
    }

    private static Probe.Running start(RunContext context, double rate, Duration timeout) {
        Deque<ServiceLoad> loads = new ArrayDeque<>();
        loads.push(new ServiceLoad(MasterApi.NAME, new MasterApi(context.cluster(), timeout), rate, timeout, context));
        loads.push(new ServiceLoad(
                ZooKeeperReads.NAME, new ZooKeeperReads(context.cluster().zookeeper(), timeout), rate, timeout, context));
        return () -> loads.forEach(ServiceLoad::close);
    }
}
