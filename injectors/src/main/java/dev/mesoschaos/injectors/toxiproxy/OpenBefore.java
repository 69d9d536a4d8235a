package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Links;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Connections through some links that were open before they were poisoned: a toxic must harm these too. */
final class OpenBefore implements AutoCloseable {

    private final Map<Links.Link, Talk> talks = new LinkedHashMap<>();
    private Optional<Verdict> verdict = Optional.empty();

    /**
     * What became of them.
     *
     * @param harmed how many were harmed
     * @param all how many there were
     */
    record Verdict(int harmed, int all) {

        /** Chance may spare one, as jitter does, but not most. */
        boolean bites() {
            return 2 * harmed >= all;
        }

        @Override
        public String toString() {
            return harmed + " of " + all + " on connections that were open before";
        }
    }

    /** One connection through each of a few links; a link that takes none has none. */
    static OpenBefore open(ToxicPlan plan) {
        OpenBefore open = new OpenBefore();
        for (Links.Link link : WireTrial.sample(plan)) {
            try {
                open.talks.put(link, Talk.open(link.listen()));
            } catch (IOException e) {
                // That the link is dead will be found out past the proxy as well.
            }
        }
        return open;
    }

    Map<Links.Link, Talk> talks() {
        return talks;
    }

    /** A connection can be asked once only, so what came of it stays. */
    Optional<Verdict> verdict() {
        return verdict;
    }

    void judged(Verdict found) {
        verdict = Optional.of(found);
        talks.values().forEach(Talk::close);
    }

    /** Closes what an injection kept. */
    static void close(AutoCloseable kept) {
        ((OpenBefore) kept).close();
    }

    @Override
    public void close() {
        talks.values().forEach(Talk::close);
    }
}
