package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Leg;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much longer a round trip takes on ways that suffer than on ways that do not.
 *
 * @param slowest what may be added to a round trip
 */
record RoundTrips(FaultContext context, Duration slowest) {

    private static final int TRIES = 3;
    private static final Duration SPARE = Duration.ofSeconds(5);
    private static final Pattern RTT = Pattern.compile("\\brtt:([0-9.]+)/");

    /** The kernel's own measurement of a handshake, which no slow start of a program distorts. */
    private static final String HANDSHAKE = """
            exec 3<>"/dev/tcp/$1/$2" && ss -tinpH | grep -A 1 "pid=$$,"
            """;

    /** Milliseconds added on the way from a target to its witness; empty when a way does not answer. */
    OptionalDouble added(Point point) {
        if (point.witness().host().equals(Towards.US)) {
            return minus(fromHere(point.host()), point.bystander().isEmpty()
                    ? OptionalDouble.of(0)
                    : fromHere(point.bystander()));
        }
        return minus(handshakes(point.host(), point.witness().service()), point.bystander().isEmpty()
                ? OptionalDouble.of(0)
                : handshakes(point.bystander(), point.witness().service()));
    }

    /** Milliseconds added on proxied links to services that answer; empty when none does. */
    OptionalDouble added(List<Leg> legs) {
        List<Double> added = legs.stream()
                .filter(this::answers)
                .limit(TRIES)
                .map(leg -> minus(least(() -> asked(leg.listen(), host(leg.to()))),
                        least(() -> asked(host(leg.to()).service(), host(leg.to())))))
                .flatMap(difference -> difference.stream().boxed())
                .toList();
        return added.stream().mapToDouble(Double::doubleValue).average();
    }

    /** Between ZooKeeper servers, and to ports of tasks, nobody answers questions. */
    private boolean answers(Leg leg) {
        boolean amongServers = host(leg.to()).role() == Role.ZOOKEEPER
                && context.cluster().topology().host(leg.target()).map(Host::role).orElseThrow() == Role.ZOOKEEPER
                && leg.upstream();
        return !amongServers && asked(leg.listen(), host(leg.to())).isPresent();
    }

    private OptionalDouble fromHere(String name) {
        Host host = host(name);
        return least(() -> asked(context.cluster().route(host.service()), host));
    }

    private Host host(String name) {
        return Reachability.host(context.cluster(), name);
    }

    private OptionalDouble asked(Address address, Host host) {
        return Reachability.roundTrip(address, host, context.clock(), slowest.plus(SPARE))
                .map(took -> OptionalDouble.of(took.toNanos() / 1e6))
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble handshakes(String from, Address to) {
        return least(() -> handshake(from, to));
    }

    private OptionalDouble handshake(String from, Address to) {
        Shell.Result result = context.power(Shell.class).run(
                from,
                List.of("bash", "-c", HANDSHAKE, "traffic", to.host(), "" + to.port()),
                "",
                slowest.plus(SPARE));
        Matcher rtt = RTT.matcher(result.stdout());
        return result.ok() && rtt.find() ? OptionalDouble.of(Double.parseDouble(rtt.group(1))) : OptionalDouble.empty();
    }

    private static OptionalDouble least(Supplier<OptionalDouble> measure) {
        return IntStream.range(0, TRIES)
                .mapToObj(i -> measure.get())
                .flatMap(measured -> Stream.of(measured).filter(OptionalDouble::isPresent))
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }

    private static OptionalDouble minus(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble())
                : OptionalDouble.empty();
    }
}
