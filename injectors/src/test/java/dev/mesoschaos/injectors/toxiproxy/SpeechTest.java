package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpeechTest {

    private static Host host(Role role) {
        return new Host("h", role, "r1", new Address("10.0.0.1", 2181));
    }

    @ParameterizedTest
    @EnumSource
    void asManyBytesAreSentAsAreAskedFor(Role role) {
        for (long bytes : new long[] {100, 4095, 4096, 102_500}) {
            Speech speech = new Speech(bytes);
            long sent = IntStream.range(1, speech.questions(role) + 1)
                    .mapToLong(i -> speech.question(i, host(role)).length)
                    .sum();
            assertThat(sent).as("%d bytes", bytes).isBetween(bytes, 3 * bytes);
        }
    }

    @Test
    void zookeeperIsNotKeptBusyByManyBytes() {
        assertThat(new Speech(50_000).questions(Role.ZOOKEEPER)).isLessThan(100);
    }
}
