package dev.mesoschaos.injectors.mesos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests of orders, which all have one bed: starting it takes longer than most of them. */
@ExtendWith(MesosCase.OneBed.class)
abstract class MesosCase {

    static MesosBed bed;

    @AfterAll
    static void leaveNothingToTheNext() {
        bed.reset();
    }

    /** Makes the bed before the first class of tests, and keeps it until the last one is over. */
    static final class OneBed implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            bed = context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(OneBed.class))
                    .computeIfAbsent(Made.class, unused -> Made.anew(), Made.class)
                    .bed();
        }
    }

    /** The bed, and the directory that goes with it. */
    private record Made(MesosBed bed, Path directory) implements AutoCloseable {

        static Made anew() {
            try {
                Path directory = Files.createTempDirectory("mesos-bed");
                return new Made(new MesosBed(directory), directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            bed.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
