package dev.mesoschaos.testbed.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path directory;

    @Test
    void aTrainedJvmTakesItsClassesFromTheCache() throws Exception {
        List<Path> classpath = jars();

        List<String> options = ClassCache.options(JAVA, classpath, directory.resolve("caches"), news -> {});

        assertThat(options).isNotEmpty();
        assertThat(loaded(options, classpath)).as("role classes that came from the cache")
                .anyMatch(line -> line.contains("ZooKeeperFlags ") && line.contains("shared objects file"));
    }

    /** Runs a main class that refuses its flags, and returns the JVM's account of the classes it loaded. */
    private static List<String> loaded(List<String> options, List<Path> classpath) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-Xlog:class+load:stdout", "-cp",
                String.join(File.pathSeparator, classpath.stream().map(Path::toString).toList()),
                "dev.mesoschaos.testbed.zookeeper.ZooKeeperMain", "--unknown=1"));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var lines = process.inputReader().lines()) {
            return lines.toList();
        }
    }

    /** This JVM's class path, with each directory packed as the build would. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(pack(path, directory.resolve("packed-" + jars.size() + ".jar")));
            } else if (Files.exists(path)) {
                jars.add(path);
            }
        }
        return jars;
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
            }
        }
        return jar;
    }
}
