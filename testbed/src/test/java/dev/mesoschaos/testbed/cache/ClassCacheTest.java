package dev.mesoschaos.testbed.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    private final AtomicInteger made = new AtomicInteger();
    private final CacheMaker maker = (home, classpath, cache, work) -> {
        made.incrementAndGet();
        Files.writeString(cache, "cache", UTF_8);
    };

    @TempDir
    private Path directory;

    private Path jar;
    private Path caches;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(directory.resolve("a.jar"), "jar", UTF_8);
        caches = directory.resolve("caches");
    }

    @Test
    void aCacheIsMadeOnceAndThenUsed() throws IOException {
        List<String> options = options(jdk("25.0.1"));

        assertThat(options).first().asString().startsWith("-XX:AOTCache=" + caches).endsWith(".aot");
        assertThat(options(jdk("25.0.1"))).isEqualTo(options);
        assertThat(made).hasValue(1);
    }

    @Test
    void jvmMessagesDoNotDisturbTheAnnouncement() throws IOException {
        assertThat(options(jdk("25.0.1"))).containsSequence("-Xlog:disable", "-Xlog:all=error:stderr");
    }

    @Test
    void anOlderJdkUsesADynamicArchive() throws IOException {
        assertThat(options(jdk("21.0.4"))).first().asString().startsWith("-XX:SharedArchiveFile=").endsWith(".jsa");
    }

    @Test
    void aChangedJarMakesANewCache() throws IOException {
        List<String> before = options(jdk("25.0.1"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));

        assertThat(options(jdk("25.0.1"))).isNotEqualTo(before);
        assertThat(made).hasValue(2);
    }

    @Test
    void anotherJdkMakesANewCache() throws IOException {
        assertThat(options(jdk("25.0.1"))).isNotEqualTo(options(jdk("25.0.2")));
    }

    @Test
    void aDirectoryOnTheClassPathMeansNoCache() throws IOException {
        assertThat(ClassCache.options(jdk("25.0.1"), List.of(jar, directory), caches, maker)).isEmpty();
        assertThat(made).hasValue(0);
    }

    @Test
    void aMissingJarMeansNoCache() throws IOException {
        assertThat(ClassCache.options(jdk("25.0.1"), List.of(directory.resolve("none.jar")), caches, maker)).isEmpty();
    }

    @Test
    void aJdkThatTellsNoVersionMeansNoCache() throws IOException {
        Path java = jdk("25.0.1");
        Files.delete(java.getParent().resolveSibling("release"));

        assertThat(options(java)).isEmpty();
    }

    @Test
    void aFailedTrainingMeansNoCacheAndLeavesNothing() throws IOException {
        CacheMaker failing = (home, classpath, cache, work) -> {
            Files.writeString(work.resolve("log"), "half", UTF_8);
            throw new IOException("no memory");
        };

        assertThat(ClassCache.options(jdk("25.0.1"), List.of(jar), caches, failing)).isEmpty();

        try (var left = Files.list(caches)) {
            assertThat(left.map(path -> path.getFileName().toString())).allMatch(name -> name.endsWith(".lock"));
        }
    }

    @Test
    void cachesThatWereNotUsedForLongestMakeRoom() throws IOException {
        Path used = null;
        for (int version = 1; version <= 6; version++) {
            Path cache = Path.of(options(jdk("25.0." + version)).getFirst().split("=", 2)[1]);
            used = version == 1 ? cache : used;
            // As if a day had passed since, except that the first is used every day.
            Files.setLastModifiedTime(cache, FileTime.fromMillis(version * 86_400_000L));
            options(jdk("25.0.1"));
        }

        try (var left = Files.list(caches)) {
            assertThat(left.filter(file -> file.toString().endsWith(".aot"))).hasSize(4).contains(used);
        }
        assertThat(made).hasValue(6);
    }

    private List<String> options(Path java) {
        return ClassCache.options(java, List.of(jar), caches, maker);
    }

    private Path jdk(String version) throws IOException {
        Path home = directory.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n", UTF_8);
        Path java = home.resolve("bin/java");
        return Files.exists(java) ? java : Files.createFile(java);
    }
}
