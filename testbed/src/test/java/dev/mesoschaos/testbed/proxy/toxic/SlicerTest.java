package dev.mesoschaos.testbed.proxy.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlicerTest {

    private final RecordedFlow flow = new RecordedFlow();

    @Test
    void nothingIsLostOrReordered() {
        String text = "abcdefghijklmnopqrstuvwxyz".repeat(40);
        new Slicer(20, 5, 0).stage(flow, Optional.empty()).data(flow.chunk(text));

        assertThat(packets().stream().collect(Collectors.joining())).isEqualTo(text);
        assertThat(flow.held()).isZero();
    }

    @Test
    void packetsAreNoLargerThanAverageAndVariation() {
        new Slicer(20, 5, 0).stage(flow, Optional.empty()).data(flow.chunk("x".repeat(1000)));

        assertThat(packets()).hasSizeGreaterThan(40).allSatisfy(packet -> assertThat(packet.length()).isBetween(1, 25));
        assertThat(packets()).extracting(String::length).as("varies").containsAnyOf(10, 11, 12, 13, 14, 16, 17, 18);
    }

    @Test
    void eachPacketIsFollowedByAPause() {
        Stage stage = new Slicer(1, 0, 10_000).stage(flow, Optional.empty());
        stage.data(flow.chunk("abc"));
        stage.end();
        flow.await(100);

        assertThat(flow.events()).containsExactly("0:a", "10:b", "20:c", "20:end");
    }

    @Test
    void aSizeOfZeroCutsSingleBytes() {
        new Slicer(0, 0, 0).stage(flow, Optional.empty()).data(flow.chunk("abcd"));

        assertThat(packets()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aVariationBeyondTheSizeStillEnds() {
        new Slicer(1, 1000, 0).stage(flow, Optional.empty()).data(flow.chunk("x".repeat(5000)));

        assertThat(packets().stream().mapToInt(String::length).sum()).isEqualTo(5000);
    }

    @Test
    void removalLetsGoOfTheRestAtOnce() {
        Stage stage = new Slicer(1, 0, 10_000).stage(flow, Optional.empty());
        stage.data(flow.chunk("abc"));
        stage.removed();

        assertThat(flow.events()).containsExactly("0:a", "0:b", "0:c");
    }

    private List<String> packets() {
        return flow.events().stream().map(event -> event.substring(event.indexOf(':') + 1)).toList();
    }
}
