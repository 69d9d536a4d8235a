package dev.mesoschaos.probes.probe;

import com.sun.management.OperatingSystemMXBean;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/** The HTTP probe at one rate, in a process of its own: PORT RATE SECONDS. Prints what it reached. */
final class SteadyLoad {

    /** Until the compiler, which has the same core, is done. */
    private static final Duration WARM_UP = Duration.ofSeconds(25);

    private SteadyLoad() {}

    /** Prints {@code sent late ok p50us p99us journalBytes cores}. */
    public static void main(String[] args) throws Exception {
        Address server = new Address("127.0.0.1", Integer.parseInt(args[0]));
        double rate = Double.parseDouble(args[1]);
        during(server, rate, WARM_UP);
        long cpuNanos = cpuNanos();
        Duration length = Duration.ofSeconds(Integer.parseInt(args[2]));
        Runs run = during(server, rate, length);
        double cores = (double) (cpuNanos() - cpuNanos) / length.toNanos();
        long sent = run.requests().size();
        int late = run.of(Event.Requests.class).stream().mapToInt(Event.Requests::late).sum();
        long ok = run.requests().stream().filter(request -> request.outcome() == Outcome.OK).count();
        long bytes = 0;
        for (Event event : run.events) {
            bytes += JournalJson.mapper().writeValueAsBytes(event).length;
        }
        System.out.printf(Locale.ROOT, "%d %d %d %d %d %d %.2f%n",
                sent, late, ok, micros(run, 50), micros(run, 99), bytes, cores);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Runs during(Address server, double rate, Duration length) {
        Runs run = new Runs();
        SlaProbe probe = new SlaProbe(Way.HTTP, "web", rate, Duration.ofSeconds(1));
        Runs.during(probe.start(run.context, FakeWorkload.at(server)), length);
        return run;
    }

    private static long micros(Runs run, double percentile) {
        long[] sorted = run.requests().stream().mapToLong(Event.Request::latencyMicros).sorted().toArray();
        return sorted[(int) (percentile / 100 * (sorted.length - 1))];
    }
}
