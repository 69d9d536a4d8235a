package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.Broken;
import dev.mesoschaos.injectors.zookeeper.ZooKeeperGate.Loss;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each order of each fault to a real ZooKeeper server is lost once, on its way there and on the way back, and its connection
 * with it; the undo leaves nodes and sessions as they were. All of that at the same time, each on a server of its own.
 */
@Breaks({"leader-znode-removal", "zookeeper-saturation", "zookeeper-session-expiry"})
class HalfDoneZooKeeperFaultsIT {

    private static final String LOAD = "{p99: 10s, sessions: 2, mix: {writes: 100%}}";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "leader-znode-removal|{}|6", "zookeeper-saturation|" + LOAD + "|7", "zookeeper-session-expiry|{}|7"})
    void whereverAnInjectionBreaksOffTheUndoLeavesNothing(String id, String yaml, int atLeast) throws IOException {
        int orders = with(id, yaml, bed -> {
            bed.gate.lose(0, Loss.OF_THE_ORDER);
            bed.inject();
            int given = bed.gate.orders();
            bed.undo();
            bed.isAsBefore(id);
            return given;
        });
        assertThat(orders).as("orders of a whole injection").isGreaterThanOrEqualTo(atLeast);

        eachLost(orders, (loss, k) -> with(id, yaml, bed -> {
            bed.gate.lose(k, loss);
            Throwable failure = catchThrowable(bed::inject);
            String what = id + " after the loss " + loss + " " + k + ", which said " + failure;
            // What is asked again on the next connection hurts nobody.
            if (failure != null) {
                assertThat(failure).as(what).isInstanceOf(ClusterException.class);
            }
            assertThat(bed.gate.orders()).as(what).isGreaterThanOrEqualTo(k);
            bed.gate.lose(0, loss);
            bed.undo();
            bed.isAsBefore(what);
            bed.undo();
            bed.isAsBefore(what + ", undone twice");
            Broken.at(id, k, orders);
            return k;
        }));
    }

    /** The other two have nothing to undo: masters come back by themselves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = "zookeeper-saturation|" + LOAD + "|6")
    void anUndoThatBreaksOffIsCompletedByTheNext(String id, String yaml, int atLeast) throws IOException {
        int orders = with(id, yaml, bed -> {
            bed.inject();
            bed.gate.lose(0, Loss.OF_THE_ORDER);
            bed.undo();
            return bed.gate.orders();
        });
        assertThat(orders).as("orders of a whole undo").isGreaterThanOrEqualTo(atLeast);

        eachLost(orders, (loss, k) -> with(id, yaml, bed -> {
            bed.inject();
            bed.gate.lose(k, loss);
            Throwable unused = catchThrowable(bed::undo);
            bed.gate.lose(0, loss);
            bed.undo();
            bed.isAsBefore(id + " after the loss " + loss + " " + k + " of its undo");
            return k;
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "leader-znode-removal|{}", "zookeeper-saturation|" + LOAD, "zookeeper-session-expiry|{}"})
    void undoingWithoutAnInjectionAndTwiceChangesNothing(String id, String yaml) throws IOException {
        with(id, yaml, bed -> {
            bed.undo();
            bed.undo();
            bed.isAsBefore(id);
            return 2;
        });
    }

    private static void eachLost(int orders, Losing losing) {
        AllOf.atOnce(Stream.of(Loss.values()).flatMap(loss -> IntStream.rangeClosed(1, orders).mapToObj(k -> () -> {
            try {
                losing.lose(loss, k);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })));
    }

    private int with(String id, String yaml, Doing doing) throws IOException {
        Path own = Files.createTempDirectory(directory, "server");
        try (ZooKeeperBed<?> bed = ZooKeeperBed.of(Plugins.find().faults().get(id), yaml, own)) {
            return doing.with(bed);
        }
    }

    /** What is done with a server and a fault; counts something. */
    @FunctionalInterface
    private interface Doing {
        int with(ZooKeeperBed<?> bed);
    }

    /** What happens when an order is lost. */
    @FunctionalInterface
    private interface Losing {
        void lose(Loss loss, int k) throws IOException;
    }
}
