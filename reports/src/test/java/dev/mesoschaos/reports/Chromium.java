package dev.mesoschaos.reports;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window. */
record Chromium(Path program, Path work) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 90;

    /** The one on the PATH. */
    static Optional<Path> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page, lets its scripts run, and tells what became of it. */
    Opened open(Path page) throws IOException, InterruptedException {
        return open(page, "--dump-dom");
    }

    /** Opens a page with an option that says what to do with it. */
    Opened open(Path page, String... options) throws IOException, InterruptedException {
        Path dom = Files.createTempFile(work, "dom", ".html");
        Path log = Files.createTempFile(work, "browser", ".log");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + Files.createTempDirectory(work, "profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("the browser did not end; its log is " + log);
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return new Opened(
                    Files.readString(dom),
                    lines.filter(line -> line.contains("CONSOLE")).toList());
        }
    }

    /**
     * A page that was opened.
     *
     * @param dom when its scripts had run
     * @param console what they, and the browser's policies, complained of
     */
    record Opened(String dom, List<String> console) {}
}
