package dev.mesoschaos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BesideLimitsTest {

    @Test
    void aBenchmarkIsSetBesideEachLimitOfItsOwnKind() {
        assertThat(BesideLimits.of(Map.of("jsonThrough", 1_000.0, "jsonLimitTree", 2_500.0, "jsonLimitFormat", 500.0,
                "protobufThrough", 4_000_000.0, "protobufLimitParse", 6_000_000.0))).containsExactly(
                "jsonThrough: 1,000/s, 0.50 times as long as jsonLimitFormat (500/s)",
                "jsonThrough: 1,000/s, 2.50 times as long as jsonLimitTree (2,500/s)",
                "protobufThrough: 4,000,000/s, 1.50 times as long as protobufLimitParse (6,000,000/s)");
    }

    @Test
    void aBenchmarkThatRanWithoutItsLimitIsSetBesideNothing() {
        assertThat(BesideLimits.of(Map.of("jsonThrough", 1_000.0, "protobufLimitParse", 6_000_000.0))).isEmpty();
    }
}
