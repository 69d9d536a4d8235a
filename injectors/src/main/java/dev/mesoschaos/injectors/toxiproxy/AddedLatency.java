package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.injectors.zookeeper.FourLetterWord;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How much later answers come through poisoned links than past them, measured on a few of the links. */
final class AddedLatency {

    private static final int SAMPLE = 6;
    private static final Duration SLOWEST_SERVER = Duration.ofSeconds(5);

    private AddedLatency() {}

    /** Mean difference in milliseconds; empty when an answer does not come at all. */
    static OptionalDouble measure(LatencyPlan plan, FaultContext context) {
        List<Links.Link> sample = plan.links().subList(0, Math.min(SAMPLE, plan.links().size()));
        List<Address> direct = context.cluster().zookeeper();
        Duration patience = SLOWEST_SERVER.plusMillis(plan.latencyMs() + plan.jitterMs());
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Double>> differences = sample.stream()
                    .map(link -> asking.submit(difference(
                            link.listen(), direct.get(sample.indexOf(link) % direct.size()), context, patience)))
                    .toList();
            double sum = 0;
            for (Future<Double> difference : differences) {
                sum += difference.get();
            }
            return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum / sample.size());
        } catch (ExecutionException e) {
            throw new IllegalStateException("measuring a link failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
    }

    private static Callable<Double> difference(
            Address through, Address past, FaultContext context, Duration patience) {
        return () -> milliseconds(through, context, patience) - milliseconds(past, context, patience);
    }

    private static double milliseconds(Address server, FaultContext context, Duration patience) {
        return FourLetterWord.roundTrip(server, context.clock(), patience)
                .map(answer -> answer.toNanos() / 1e6)
                .orElse(Double.NaN);
    }
}
