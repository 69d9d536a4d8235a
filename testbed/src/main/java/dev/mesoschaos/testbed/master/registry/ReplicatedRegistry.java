package dev.mesoschaos.testbed.master.registry;

import dev.mesoschaos.testbed.flags.MesosDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The registry on a quorum of the masters' disks (mesos-facts section 6): a leader first makes a quorum promise not to
 * listen to earlier leaders, takes over the newest copy, and then writes whole copies to a quorum.
 */
public final class ReplicatedRegistry implements Registry {

    private static final int SALT_BITS = 16;
    private static final int SALT_MASK = (1 << SALT_BITS) - 1;

    private final RegistryPeers peers;
    private final Supplier<Set<String>> members;
    private final RegistryLimits limits;
    private final ScheduledExecutorService actor;
    private final int salt;
    private long epoch;

    /**
     * Makes the registry of one master.
     *
     * @param salt makes this master's epochs differ from those of the others; 16 bits count
     */
    public ReplicatedRegistry(
            RegistryPeers peers,
            Supplier<Set<String>> members,
            RegistryLimits limits,
            ScheduledExecutorService actor,
            int salt) {
        this.peers = peers;
        this.members = members;
        this.limits = limits;
        this.actor = actor;
        this.salt = salt & SALT_MASK;
    }

    @Override
    public CompletableFuture<RegistryState> recover() {
        return promised(1)
                .thenCompose(state -> store(state).thenApply(written -> state))
                .orTimeout(limits.fetch().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyCompose(problem -> late(problem, "fetch", limits.fetch()));
    }

    private CompletableFuture<RegistryState> promised(long round) {
        long wanted = (round << SALT_BITS) | salt;
        return ask(peer -> peers.promise(peer, wanted), this::canDecide, limits.fetch())
                .thenComposeAsync(votes -> votes.stream().anyMatch(RegistryReplica.Vote::voting)
                        ? decided(votes, wanted)
                        : initialised(wanted), actor);
    }

    /** Replicas that are new or wiped have no vote, unless all there can be are so. */
    private boolean canDecide(Collection<RegistryReplica.Vote> votes) {
        long voting = votes.stream().filter(RegistryReplica.Vote::voting).count();
        return voting >= limits.quorum() || (voting == 0 && votes.size() >= 2 * limits.quorum() - 1);
    }

    private CompletableFuture<RegistryState> initialised(long wanted) {
        return ask(peer -> peers.initialise(peer, wanted), this::isQuorum, limits.fetch())
                .thenComposeAsync(votes -> decided(votes, wanted), actor);
    }

    private CompletableFuture<RegistryState> decided(List<RegistryReplica.Vote> votes, long wanted) {
        long newest = votes.stream().mapToLong(RegistryReplica.Vote::promised).max().orElseThrow();
        if (newest > wanted) {
            return promised((newest >> SALT_BITS) + 1);
        }
        epoch = wanted;
        return state(votes);
    }

    private static CompletableFuture<RegistryState> state(List<RegistryReplica.Vote> votes) {
        RegistryReplica.Vote newest =
                votes.stream().filter(RegistryReplica.Vote::voting).max(Comparator.comparingLong(RegistryReplica.Vote::epoch)).orElseThrow();
        try {
            return CompletableFuture.completedFuture(RegistryBytes.read(newest.bytes()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> store(RegistryState state) {
        byte[] content = RegistryBytes.of(state);
        long mine = epoch;
        return ask(peer -> peers.accept(peer, mine, content), this::isQuorum, limits.store())
                .thenAccept(votes -> votes.forEach(vote -> {
                    if (vote.promised() != mine) {
                        throw new IllegalStateException("another master has taken over the registry");
                    }
                }))
                .exceptionallyCompose(problem -> late(problem, "store", limits.store()));
    }

    private boolean isQuorum(Collection<RegistryReplica.Vote> votes) {
        return votes.size() >= limits.quorum();
    }

    /** Says a timeout in the words of Mesos. */
    private static <T> CompletableFuture<T> late(Throwable problem, String what, Duration within) {
        Throwable cause = problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return CompletableFuture.failedFuture(cause instanceof TimeoutException
                ? new IOException("Failed to perform " + what + " within " + MesosDuration.format(within), cause)
                : cause);
    }

    private CompletableFuture<List<RegistryReplica.Vote>> ask(
            QuorumCall.Question question, Predicate<Collection<RegistryReplica.Vote>> enough, Duration timeout) {
        return new QuorumCall(members, enough, question, actor).within(timeout);
    }
}
