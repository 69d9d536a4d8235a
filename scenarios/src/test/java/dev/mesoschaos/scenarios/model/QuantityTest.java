package dev.mesoschaos.scenarios.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void aMinorityAlwaysLeavesAMajorityStanding() {
        for (int size = 1; size <= 9; size++) {
            int minority = new Quantity.Minority().of(size);
            assertThat(size - minority).as("of %d", size).isGreaterThan(size / 2);
        }
        assertThat(new Quantity.Minority().of(3)).isEqualTo(1);
        assertThat(new Quantity.Minority().of(0)).isZero();
    }

    @Test
    void aShareIsRoundedDownSoThatALimitIsNeverExceeded() {
        assertThat(new Quantity.Percent(34).of(6)).isEqualTo(2);
        assertThat(new Quantity.Percent(100).of(6)).isEqualTo(6);
        assertThat(new Quantity.Percent(10).of(6)).isZero();
    }
}
