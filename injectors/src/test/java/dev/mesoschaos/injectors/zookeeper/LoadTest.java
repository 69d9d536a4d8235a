package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {

    @Test
    void aSlowEnsembleIsLoadedByTheNumberOfRequests() {
        assertThat(Load.of(700, 1)).isEqualTo(new Load(700, 0));
        assertThat(Load.of(2_900, 3)).isEqualTo(new Load(2_900, 0));
    }

    @Test
    void requestsBeyondWhatServersTakeInWouldHarmNobodySoTheyCostMoreInstead() {
        assertThat(Load.of(2_000, 1)).isEqualTo(new Load(1_000, 0.01));
        assertThat(Load.of(153_000, 3)).isEqualTo(new Load(3_000, 0.5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void atTheHighestLevelEachRequestIsCostly(int servers) {
        Load most = Load.of(Load.highestLevel(servers), servers);

        assertThat(most).isEqualTo(new Load(1_000 * servers, 1));
        assertThat(Load.of(1e12, servers)).isEqualTo(most);
    }

    @Test
    void aStepNeverJumpsWhereTheShapeOfTheLoadChanges() {
        assertThat(Load.of(3_001, 3).costly()).isBetween(0.0, 1e-5);
    }
}
