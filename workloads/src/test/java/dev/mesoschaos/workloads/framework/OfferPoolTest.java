package dev.mesoschaos.workloads.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfferPoolTest {

    private final OfferPool pool = new OfferPool(0.75);

    @Test
    void aRescindedOfferIsNotUsed() {
        hold("o1", "a1");
        pool.rescinded("o1");

        assertThat(pool.rooms()).isEmpty();
    }

    @Test
    void offersOfALostAgentAreNotUsed() {
        hold("o1", "a1");
        hold("o2", "a2");
        pool.lost("S1");

        assertThat(pool.rooms()).extracting(room -> room.agent().host()).containsExactly("a2");
    }

    @Test
    void takenOffersAreGone() {
        hold("o1", "a1");

        assertThat(pool.take("S1")).containsExactly("o1");
        assertThat(pool.take("S1")).isEmpty();
    }

    @Test
    void fragmentsOfOneAgentMakeOneRoom() {
        hold("o1", "a1");
        hold("o2", "a1");

        assertThat(pool.rooms()).singleElement().satisfies(room -> assertThat(room.cpus()).isEqualTo(2));
        assertThat(pool.take("S1")).containsExactly("o1", "o2");
    }

    @Test
    void atMostThreeQuartersOfTheAgentsAreHeldAndEveryRackIsAmongThem() {
        List.of("a1", "a2", "a3", "a4", "a5", "a6").forEach(host -> hold("o" + host, host));

        assertThat(pool.takeSurplus(6)).hasSize(1);
        assertThat(pool.rooms()).hasSize(5).extracting(room -> room.agent().rack()).contains("r1", "r2", "r3");
    }

    @Test
    void theLastAgentOfARackIsHeld() {
        List.of("a1", "a3", "a5").forEach(host -> hold("o" + host, host));

        assertThat(pool.takeSurplus(3)).isEmpty();
    }

    private void hold(String id, String host) {
        pool.add(new Offered(id, World.agent(host), 1, 64, List.of(31000)));
    }
}
