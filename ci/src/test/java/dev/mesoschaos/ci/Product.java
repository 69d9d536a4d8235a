package dev.mesoschaos.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The runnable jar as users start it: a process of its own, by the Java of this process.
 *
 * @param classPath the jar and what a test puts beside it
 * @param cache where its class-data cache is kept
 */
record Product(Way way, List<Path> classPath, Path cache) {

    private static final Path JAR = Path.of("..", "cli", "target", "mesos-chaos.jar");
    private static final long LONGEST_SECONDS = 120;

    Product {
        classPath = List.copyOf(classPath);
    }

    /** As this user, with the cache that is kept between builds. */
    static Product ofThisUser(Path... beside) {
        List<Path> classPath = new ArrayList<>(List.of(jar()));
        classPath.addAll(List.of(beside));
        return new Product(Way.THIS_USER, classPath, Path.of("target", "class-cache").toAbsolutePath());
    }

    /**
     * As somebody else, or on another network.
     *
     * @param directory where an ordinary user, who may not see the build's directory, finds a copy of the jar
     */
    static Product of(Way way, Path directory) throws IOException {
        if (way != Way.ORDINARY_USER) {
            Product here = ofThisUser();
            return new Product(way, here.classPath, here.cache);
        }
        Path jar = directory.resolve("mesos-chaos.jar");
        if (!Files.exists(jar)) {
            letAll(directory);
            Files.copy(jar(), jar);
            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
            letAll(Files.createDirectory(directory.resolve("cache")));
        }
        return new Product(way, List.of(jar), directory.resolve("cache"));
    }

    /** A directory of this module's test classes. */
    static Path testClasses() {
        try {
            return Path.of(Product.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A scenario of the tests. */
    static Path scenario(String name) {
        return testClasses().resolve("scenarios").resolve(name + ".yaml");
    }

    /** A new directory that whoever runs the product may write to, with a name that needs quoting and an encoding. */
    Path directory(Path parent, String name) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("Läufe von " + name));
        letAll(parent);
        letAll(directory);
        return directory;
    }

    /**
     * Starts it, with its output in files.
     *
     * @param prefix the command to run it in
     * @param directory its working directory, in which {@code out} and {@code err} will be
     */
    Process start(List<String> prefix, Map<String, String> environment, Path directory, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(way.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("dev.mesoschaos.cli.Main");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().putAll(environment);
        // As the launcher does.
        builder.environment().putIfAbsent("LANG", "C.UTF-8");
        return builder.start();
    }

    /** Arguments of {@code run}: below {@code directory}, with the cache of this product. */
    List<String> runArguments(Path directory, Path scenario, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", scenario.toString()));
        arguments.addAll(List.of("--out", directory.resolve("runs").toString(), "-D", "chaos.cache=" + cache));
        arguments.addAll(way.options());
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Runs it to its end. */
    Outcome call(Path directory, List<String> arguments) throws IOException, InterruptedException {
        return end(start(List.of(), Map.of(), directory, arguments), directory);
    }

    /** Waits for its end, which must come in time. */
    static Outcome end(Process process, Path directory) throws InterruptedException {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                String said = text(directory.resolve("err"));
                throw new AssertionError("still at it after " + LONGEST_SECONDS + " s: " + said);
            }
        } finally {
            // Nothing to an ended process; else what it has started ends with it.
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), text(directory.resolve("out")), text(directory.resolve("err")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path jar = JAR.toAbsolutePath().normalize();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run 'mvn verify' from the root of the build");
        }
        return jar;
    }

    private static void letAll(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** What a command left for its user to see. */
    record Outcome(int exitCode, String out, String err) {

        /** Both streams. */
        String all() {
            return out + err;
        }
    }
}
