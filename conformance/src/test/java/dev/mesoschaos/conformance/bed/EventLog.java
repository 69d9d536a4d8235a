package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** All that was heard on a stream, in its order, with times. Positions in it count from 0. */
public final class EventLog<E> {

    private final Clock clock = Clock.system();
    private final Function<E, String> words;
    private final List<Heard<E>> heard = new ArrayList<>();

    /** An empty log; {@code words} names an event in messages of failed tests. */
    EventLog(Function<E, String> words) {
        this.words = words;
    }

    synchronized void add(E event) {
        heard.add(new Heard<>(clock.now(), event));
        notifyAll();
    }

    /** The position of the next event. */
    public synchronized int mark() {
        return heard.size();
    }

    /** What was heard from a position on. */
    public synchronized List<Heard<E>> since(int mark) {
        return List.copyOf(heard.subList(mark, heard.size()));
    }

    /** What was heard from a position on and is meant. */
    public List<Heard<E>> since(int mark, Predicate<E> meant) {
        return since(mark).stream().filter(one -> meant.test(one.event())).toList();
    }

    /**
     * The first event from a position on that is meant; waits for it.
     *
     * @throws AssertionError when it does not come in time
     */
    public Heard<E> await(int mark, Duration limit, String what, Predicate<E> meant) {
        return await(mark, 1, limit, what, meant).getFirst();
    }

    /** The first {@code count} events from a position on that are meant; waits for them. */
    public synchronized List<Heard<E>> await(int mark, int count, Duration limit, String what, Predicate<E> meant) {
        Instant deadline = clock.now().plus(limit);
        List<Heard<E>> found = since(mark, meant);
        while (found.size() < count) {
            long left = Duration.between(clock.now(), deadline).toMillis();
            if (left <= 0) {
                throw new AssertionError("within " + limit.toMillis() + " ms there was no " + what + ", but "
                        + since(mark).stream().map(Heard::event).map(words).toList());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
            found = since(mark, meant);
        }
        return found.subList(0, count);
    }
}
