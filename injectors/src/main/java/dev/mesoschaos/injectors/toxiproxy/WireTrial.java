package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Talks to services through poisoned links and past them, and judges by the difference. */
final class WireTrial {

    private static final int SAMPLE = 6;
    private static final int AT_A_TIME = 6;

    /** A machine that stands still may make one conversation look harmed, and hardly all of so many. */
    private static final int TALKS = 12;

    /** So many conversations tell a share. */
    private static final int TALKS_FOR_A_SHARE = 40;

    /** So many harmed ones are expected at least where not all are: none at all is then a matter of 1 in 3000. */
    private static final double EXPECTED_HARMED = 8;

    private static final double STANDARD_DEVIATIONS = 4;

    /** What a busy machine may add by itself. */
    private static final Duration NOISE = Duration.ofMillis(50);

    private final ToxicFault fault;
    private final ToxicPlan plan;
    private final FaultContext context;

    WireTrial(ToxicFault fault, ToxicPlan plan, FaultContext context) {
        this.fault = fault;
        this.plan = plan;
        this.context = context;
    }

    /** A few links, spread over all of them. */
    static List<Links.Link> sample(ToxicPlan plan) {
        List<Links.Link> all = plan.links();
        int count = Math.min(SAMPLE, all.size());
        List<Links.Link> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get(i * all.size() / count));
        }
        return some;
    }

    /** Whether as many conversations are harmed as shall be. */
    Evidence harmed() {
        Optional<OpenBefore.Verdict> before = context.kept().map(kept -> before((OpenBefore) kept));
        List<Pair> talks = talks(talks());
        Optional<String> dead = dead(talks);
        if (dead.isPresent()) {
            return Evidence.missing(dead.get());
        }
        long harmed = talks.stream().filter(pair -> harms(pair, false)).count();
        String told = String.format(Locale.ROOT, "%d links poisoned; %d of %d conversations through them harmed%s; %s",
                plan.links().size(), harmed, talks.size(), before.map(it -> ", " + it).orElse(""), mean(talks));
        boolean bites = asMany(harmed, talks.size()) && before.map(OpenBefore.Verdict::bites).orElse(true);
        return bites ? Evidence.holds(told) : Evidence.missing(told);
    }

    /** Whether no conversation is harmed. */
    Evidence unharmed() {
        List<Pair> talks = talks(SAMPLE);
        Optional<String> dead = dead(talks);
        if (dead.isPresent()) {
            return Evidence.missing("no toxic is left, but " + dead.get());
        }
        long sound = talks.stream().filter(this::sound).count();
        String told = "no toxic is left; " + sound + " of " + talks.size() + " conversations are sound; " + mean(talks);
        return sound == talks.size() ? Evidence.holds(told) : Evidence.missing(told);
    }

    private int talks() {
        return plan.all() ? TALKS : Math.max(TALKS_FOR_A_SHARE, (int) Math.ceil(EXPECTED_HARMED / plan.toxicity()));
    }

    private boolean asMany(long harmed, int talks) {
        double expected = talks * plan.toxicity();
        double tolerance = plan.all() ? 0 : 1 + STANDARD_DEVIATIONS * Math.sqrt(expected * (1 - plan.toxicity()));
        return harmed > 0 && Math.abs(harmed - expected) <= tolerance;
    }

    private OpenBefore.Verdict before(OpenBefore open) {
        return open.verdict().orElseGet(() -> {
            List<Callable<Pair>> asked = new ArrayList<>();
            open.talks().forEach((link, talk) -> asked.add(() -> pair(link, () ->
                    talk.hold(host(link), fault.speech(plan), fault.patience(plan), context.clock()))));
            List<Pair> pairs = all(asked);
            int harmed = (int) pairs.stream().filter(pair -> harms(pair, true)).count();
            OpenBefore.Verdict verdict = new OpenBefore.Verdict(harmed, pairs.size());
            if (dead(pairs).isEmpty()) {
                open.judged(verdict);
            }
            return verdict;
        });
    }

    private List<Pair> talks(int count) {
        List<Links.Link> links = sample(plan);
        List<Callable<Pair>> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Links.Link link = links.get(i % links.size());
            held.add(() -> pair(link, () -> hold(link, link.listen())));
        }
        return all(held);
    }

    /** Both at the same time, so that a machine that stands still delays the one as the other. */
    private Pair pair(Links.Link link, Callable<Heard> through) {
        List<Heard> both = all(List.of(() -> hold(link, link.upstream()), through));
        return new Pair(link, both.getLast(), both.getFirst());
    }

    private Heard hold(Links.Link link, Address address) {
        return Talk.hold(address, host(link), fault.speech(plan), fault.patience(plan), context.clock());
    }

    private Optional<String> dead(List<Pair> talks) {
        return talks.stream()
                .filter(pair -> !whole(pair.past()))
                .map(pair -> pair.link().upstream() + " does not answer past the proxy either: "
                        + pair.past().end().name().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private Host host(Links.Link link) {
        return context.cluster().topology().host(link.to()).orElseThrow();
    }

    /** What an unharmed conversation ends with: a goodbye by the other side's, any other by the last answer. */
    private boolean whole(Heard heard) {
        return heard.is(fault.speech(plan).equals(Speech.GOODBYE) ? Heard.End.CLOSED : Heard.End.ANSWERED);
    }

    private static String mean(List<Pair> talks) {
        return String.format(Locale.ROOT, "through them %.0f ms, past them %.0f ms",
                talks.stream().mapToLong(pair -> pair.through().took().toMillis()).average().orElse(0),
                talks.stream().mapToLong(pair -> pair.past().took().toMillis()).average().orElse(0));
    }

    private static <T> List<T> all(List<Callable<T>> tasks) {
        try (ExecutorService few = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<T> results = new ArrayList<>();
            for (Future<T> task : few.invokeAll(tasks)) {
                results.add(task.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a conversation failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while talking", e);
        }
    }

    private boolean sound(Pair pair) {
        return whole(pair.through())
                && (!harms(pair, false) || pair.through().longerThan(pair.past()).compareTo(NOISE) < 0);
    }

    private boolean harms(Pair pair, boolean wasOpen) {
        return fault.harms(plan, pair.through(), pair.past(), wasOpen);
    }

    /** The same conversation through a link and past it. */
    private record Pair(Links.Link link, Heard through, Heard past) {}
}
