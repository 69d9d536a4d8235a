package dev.mesoschaos.testbed.master.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.api.Test;

/** Guarantees and limits (mesos-facts section 7, "Quota"). */
class QuotaTest {

    private final Books books = new Books();

    private static Quota quota(String guarantees, Map<String, Long> limitMilli) {
        return new Quota(Quantities.alternatives(guarantees).getFirst(), limitMilli);
    }

    @Test
    void aLimitCutsWhatIsOffered() {
        books.agent("a1", Books.of("cpus:4;mem:512"));
        Claim q = books.framework("f1", "q");
        books.allocator.limit(Map.of("q", quota("", Map.of("cpus", 1000L))));

        assertThat(books.offers()).containsEntry(q, Books.of("cpus:1;mem:512"));
    }

    @Test
    void aLimitHoldsForAllRolesBelowTogether() {
        books.agent("a1", Books.of("cpus:4"));
        books.framework("f1", "q/web");
        Claim db = books.framework("f2", "q/db");
        books.allocator.limit(Map.of("q", quota("", Map.of("cpus", 1000L))));

        assertThat(books.offers()).containsOnly(Map.entry(db, Books.of("cpus:1")));
        assertThat(books.offers()).isEmpty();
    }

    @Test
    void aLimitOfZeroKeepsARoleFromEverything() {
        books.agent("a1", Books.of("cpus:4"));
        books.framework("f1", "q");
        books.allocator.limit(Map.of("q", quota("", Map.of("cpus", 0L))));

        assertThat(books.offers()).isEmpty();
    }

    @Test
    void whatIsReservedCountsAgainstTheLimit() {
        books.agent(
                "a1",
                Books.of("cpus:4;mem:64")
                        .plus(Books.of("cpus:1", Books.reserved("q", Resource.ReservationInfo.Type.STATIC))));
        Claim q = books.framework("f1", "q");
        books.allocator.limit(Map.of("q", quota("", Map.of("cpus", 1000L))));

        Resources offered = books.offers().get(q);

        assertThat(offered.only(Kind.PLAIN::equals)).isEqualTo(Books.of("mem:64"));
        assertThat(offered.scalar("cpus")).isEqualTo(1);
    }

    @Test
    void aGuaranteeIsServedFirstThoughOthersHoldLess() {
        books.agent("a1", Books.of("cpus:2;mem:512"));
        books.agent("a2", Books.of("cpus:2;mem:512"));
        books.allocator.activateAgent("a2", false);
        Claim q = books.framework("f1", "q");
        books.framework("f2", "other");
        books.allocator.use(q, "a2", Books.of("cpus:2"));
        books.allocator.limit(Map.of("q", quota("cpus:4", Map.of())));

        assertThat(books.offers()).containsEntry(q, Books.of("cpus:2;mem:512"));
    }

    @Test
    void whatAGuaranteeStillNeedsIsHeldBackFromOthers() {
        books.agent("a1", Books.of("cpus:4;mem:512"));
        Claim other = books.framework("f1", "other");
        books.allocator.limit(Map.of("q", quota("cpus:3", Map.of())));

        assertThat(books.offers()).containsEntry(other, Books.of("cpus:1;mem:512"));
    }

    @Test
    void aRoleMayHaveMoreThanItsGuaranteeWhenNothingElseNeedsIt() {
        books.agent("a1", Books.of("cpus:4"));
        Claim q = books.framework("f1", "q");
        books.allocator.limit(Map.of("q", quota("cpus:1", Map.of())));

        assertThat(books.offers()).containsEntry(q, Books.of("cpus:4"));
    }

    @Test
    void quantitiesAreAlternativesOfSumsAndAWrongOneIsNamed() {
        assertThat(Quantities.alternatives("cpus:0.01|mem:32;disk:1")).hasToString("[cpus:0.01, disk:1; mem:32]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantities.alternatives("cpus"))
                .withMessageContaining("'cpus' is no quantity");
    }
}
