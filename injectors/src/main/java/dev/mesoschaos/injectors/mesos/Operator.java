package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The operator API of the masters that a fault may use. Each use finds the leading master anew, for it may have changed
 * since the last one.
 */
final class Operator {

    /** Longer than the masters of a healthy cluster are without a leader. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(250);

    private Operator() {}

    /**
     * Asks the masters, or tells them something, once.
     *
     * @param what is done, for the message
     * @throws ClusterException when they do not answer or refuse, in one line
     */
    static <T> T ask(FaultContext context, String what, Function<OperatorClient, T> question) {
        try (MesosHttp http = http(context.cluster())) {
            return question.apply(client(http, context.cluster()));
        } catch (MesosException e) {
            throw failure(what, e);
        }
    }

    /** Looks at what the masters say. Masters without a leader are no evidence, and are asked again. */
    static Evidence look(FaultContext context, String what, Function<OperatorClient, Evidence> look) {
        try (MesosHttp http = http(context.cluster())) {
            return look.apply(client(http, context.cluster()));
        } catch (MesosException e) {
            if (e.retryable()) {
                return Evidence.missing(failure(what, e).getMessage());
            }
            throw failure(what, e);
        }
    }

    /**
     * Tells the masters something that may be told twice, again and again while there is hope that they take it.
     *
     * @param order answers what it has to wait for; empty when it is done
     * @throws ClusterException when they refuse for good, or it takes so long that nobody can wait for it
     */
    static void insist(
            FaultContext context, String what, Duration patience, Function<OperatorClient, Optional<String>> order) {
        Instant deadline = context.clock().now().plus(patience);
        try (MesosHttp http = http(context.cluster())) {
            OperatorClient client = client(http, context.cluster());
            Optional<ClusterException> failure = attempt(client, what, order);
            while (failure.isPresent()) {
                if (!context.clock().now().isBefore(deadline) || Thread.currentThread().isInterrupted()) {
                    throw failure.get();
                }
                context.clock().pause(BEFORE_RETRY);
                failure = attempt(client, what, order);
            }
        }
    }

    /** Why it was not done, when it may be tried again. */
    private static Optional<ClusterException> attempt(
            OperatorClient client, String what, Function<OperatorClient, Optional<String>> order) {
        try {
            return order.apply(client).map(reason -> new ClusterException(what + ": " + reason));
        } catch (MesosException e) {
            if (!e.retryable()) {
                throw failure(what, e);
            }
            return Optional.of(failure(what, e));
        }
    }

    /** How this process talks to the masters of a cluster. The caller closes it. */
    static MesosHttp http(Cluster cluster) {
        return MesosHttp.builder()
                .route(advertised -> master(cluster.route(new Address(advertised.host(), advertised.port()))))
                .build();
    }

    /** Where the masters are. */
    static LeaderSource leaders(Cluster cluster) {
        return LeaderSource.of(cluster.masters().stream().map(Operator::master).toList());
    }

    /** Why the masters did not do what they were asked for. */
    static ClusterException failure(String what, MesosException e) {
        return new ClusterException(what + ": " + e.getMessage() + advice(e), e);
    }

    private static String advice(MesosException e) {
        int status = e instanceof MesosException.Refused refused ? refused.status() : 0;
        return switch (status) {
            case 401 -> " (the masters ask who it is, and the harness comes without a principal)";
            case 403 -> " (the masters' ACLs forbid it to whoever has no principal, and the harness has none)";
            default -> "";
        };
    }

    private static OperatorClient client(MesosHttp http, Cluster cluster) {
        return new OperatorClient(http, leaders(cluster));
    }

    private static MasterAddress master(Address address) {
        return new MasterAddress(address.host(), address.port());
    }
}
