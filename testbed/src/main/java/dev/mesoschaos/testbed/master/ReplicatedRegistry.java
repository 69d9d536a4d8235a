package dev.mesoschaos.testbed.master;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The registry on a quorum of the masters' disks (mesos-facts section 6): a leader first makes a quorum promise not to
 * listen to earlier leaders, takes over the newest copy, and then writes whole copies to a quorum.
 */
final class ReplicatedRegistry implements Registry {

    private static final int SALT_BITS = 16;
    private static final int SALT_MASK = (1 << SALT_BITS) - 1;

    private final RegistryPeers peers;
    private final Supplier<Set<String>> members;
    private final MasterFlags flags;
    private final ScheduledExecutorService actor;
    private final int salt;
    private long epoch;

    /**
     * Makes the registry of one master.
     *
     * @param salt makes this master's epochs differ from those of the others; 16 bits count
     */
    ReplicatedRegistry(
            RegistryPeers peers,
            Supplier<Set<String>> members,
            MasterFlags flags,
            ScheduledExecutorService actor,
            int salt) {
        this.peers = peers;
        this.members = members;
        this.flags = flags;
        this.actor = actor;
        this.salt = salt & SALT_MASK;
    }

    @Override
    public CompletableFuture<RegistryState> recover() {
        return promised(1)
                .thenCompose(state -> store(state).thenApply(written -> state))
                .orTimeout(flags.registryFetchTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    private CompletableFuture<RegistryState> promised(long round) {
        long wanted = (round << SALT_BITS) | salt;
        return ask(peer -> peers.promise(peer, wanted), flags.registryFetchTimeout()).thenComposeAsync(votes -> {
            long newest = votes.stream().mapToLong(RegistryReplica.Vote::promised).max().orElseThrow();
            if (newest > wanted) {
                return promised((newest >> SALT_BITS) + 1);
            }
            epoch = wanted;
            return state(votes);
        }, actor);
    }

    private static CompletableFuture<RegistryState> state(List<RegistryReplica.Vote> votes) {
        RegistryReplica.Vote newest =
                votes.stream().max(Comparator.comparingLong(RegistryReplica.Vote::epoch)).orElseThrow();
        try {
            return CompletableFuture.completedFuture(RegistryState.of(newest.bytes()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> store(RegistryState state) {
        byte[] content = state.toBytes();
        long mine = epoch;
        return ask(peer -> peers.accept(peer, mine, content), flags.registryStoreTimeout())
                .thenAccept(votes -> votes.forEach(vote -> {
                    if (vote.promised() != mine) {
                        throw new IllegalStateException("another master has taken over the registry");
                    }
                }));
    }

    private CompletableFuture<List<RegistryReplica.Vote>> ask(QuorumCall.Question question, Duration timeout) {
        return new QuorumCall(members, flags.quorum(), question, actor).within(timeout);
    }
}
