package dev.mesoschaos.testbed.master.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all replicas the same question, again and again, until enough have answered or time is up. */
final class QuorumCall {

    private static final Logger LOG = LoggerFactory.getLogger(QuorumCall.class);
    private static final Duration RETRY = Duration.ofMillis(100);

    private final Supplier<Set<String>> peers;
    private final Predicate<Collection<RegistryReplica.Vote>> enough;
    private final Question question;
    private final ScheduledExecutorService actor;
    private final Map<String, RegistryReplica.Vote> answers = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final CompletableFuture<List<RegistryReplica.Vote>> result = new CompletableFuture<>();

    /** Asks one replica; blocks. */
    @FunctionalInterface
    interface Question {
        RegistryReplica.Vote ask(String peer) throws IOException;
    }

    QuorumCall(Supplier<Set<String>> peers, Predicate<Collection<RegistryReplica.Vote>> enough, Question question, ScheduledExecutorService actor) {
        this.peers = peers;
        this.enough = enough;
        this.question = question;
        this.actor = actor;
    }

    /** The answers, once they are enough; a timeout fails the future. */
    CompletableFuture<List<RegistryReplica.Vote>> within(Duration timeout) {
        actor.execute(this::round);
        return result.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void round() {
        if (result.isDone()) {
            return;
        }
        for (String peer : peers.get()) {
            if (!answers.containsKey(peer) && asked.add(peer)) {
                Thread.ofVirtual().start(() -> ask(peer));
            }
        }
        var unused = actor.schedule(this::round, RETRY.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ask(String peer) {
        try {
            RegistryReplica.Vote answer = question.ask(peer);
            actor.execute(() -> answered(peer, answer));
        } catch (IOException e) {
            LOG.debug("replica {} did not answer: {}", peer, e.toString());
            actor.execute(() -> asked.remove(peer));
        }
    }

    private void answered(String peer, RegistryReplica.Vote answer) {
        answers.put(peer, answer);
        if (enough.test(answers.values())) {
            result.complete(List.copyOf(answers.values()));
        }
    }
}
