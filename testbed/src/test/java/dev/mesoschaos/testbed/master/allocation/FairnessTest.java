package dev.mesoschaos.testbed.master.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who comes next (mesos-facts section 7 and statement 32). */
class FairnessTest {

    private static final Resources WHOLE = Books.of("cpus:2;mem:512");

    private final Books books = new Books();

    private List<Claim> rounds(int count) {
        List<Claim> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Claim, Resources> offers = books.offers();
            assertThat(offers).hasSize(1);
            offers.forEach((claim, resources) -> {
                order.add(claim);
                books.decline(claim, "a1", resources);
            });
        }
        return order;
    }

    @Test
    void twoFrameworksThatHoldNothingAreOfferedTheWholeAgentInTurn() {
        books.agent("a1", WHOLE);
        Claim f1 = books.framework("f1", "*");
        Claim f2 = books.framework("f2", "*");

        assertThat(rounds(4)).containsExactly(f1, f2, f1, f2);
    }

    @Test
    void onceOneRunsATaskTheOtherGetsEveryOffer() {
        books.agent("a1", WHOLE);
        Claim f1 = books.framework("f1", "*");
        Claim f2 = books.framework("f2", "*");
        books.allocator.use(f1, "a1", Books.of("cpus:0.5"));

        assertThat(rounds(4)).containsOnly(f2);
    }

    @Test
    void siblingsCompeteAtEachLevelOfTheTreeOfRoles() {
        books.agent("a1", WHOLE);
        books.agent("a2", WHOLE);
        books.allocator.activateAgent("a2", false);
        Claim b = books.framework("f1", "a/b");
        Claim c = books.framework("f2", "a/c");
        Claim d = books.framework("f3", "d");
        books.allocator.use(b, "a2", Books.of("cpus:1"));

        // The tree a holds more than d, and within it a/b more than a/c.
        assertThat(rounds(2)).containsOnly(d);
        books.allocator.use(d, "a2", Books.of("mem:512"));
        assertThat(rounds(1)).containsExactly(c);
    }

    @Test
    void aRoleOfDoubleWeightMayHoldTwiceAsMuch() {
        for (int i = 0; i < 6; i++) {
            books.agent("a" + i, WHOLE);
        }
        Claim heavy = books.framework("f1", "heavy");
        Claim light = books.framework("f2", "light");
        books.allocator.weigh(Map.of("heavy", 2.0));

        Map<Claim, Resources> offers = books.offers();

        assertThat(offers.get(heavy).scalar("cpus")).isEqualTo(8);
        assertThat(offers.get(light).scalar("cpus")).isEqualTo(4);
    }

    @Test
    void agentsAreVisitedInRandomOrder() {
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            books.agent("a" + i, WHOLE);
        }
        Claim f1 = books.framework("f1", "*");
        for (int i = 0; i < 20; i++) {
            Map<String, Resources> offers = books.allocator.allocate().get(f1);
            firsts.add(offers.keySet().iterator().next());
            offers.forEach((agent, resources) -> books.decline(f1, agent, resources));
        }

        assertThat(firsts).hasSizeGreaterThan(1);
    }

    @Test
    void aLongFilterSurvivesABiggerOfferAndHidesTheRestAgain() {
        books.agent("a1", WHOLE);
        Claim f1 = books.framework("f1", "*");
        books.allocator.use(f1, "a1", Books.of("cpus:0.5"));
        Resources rest = books.offers().get(f1);
        books.allocator.recover(f1, "a1", rest, Optional.of(Duration.ofHours(1)));

        books.allocator.recover(f1, "a1", Books.of("cpus:0.5"), Optional.empty());
        assertThat(books.offers()).containsEntry(f1, WHOLE);
        books.decline(f1, "a1", rest);

        assertThat(books.offers()).isEmpty();
    }
}
