package dev.mesoschaos.reports;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The installed browser without a window, and a note of all that its pages complained of or asked for. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    /** The one that {@code -Dchromium=FILE} names, else the one on the PATH. */
    static Optional<Path> find() {
        return Stream.concat(
                        Stream.ofNullable(System.getProperty("chromium")).map(Path::of),
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name))))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(program).setTimeout(90_000));
    }

    /** Opens a file and lets its scripts run. */
    Opened open(Path file, Browser.NewContextOptions options) {
        Page page = browser.newContext(options).newPage();
        List<String> complaints = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(error -> complaints.add("error: " + error));
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(file.toUri().toString());
        return new Opened(page, complaints, requests);
    }

    @Override
    public void close() {
        playwright.close();
    }

    /**
     * A page that was opened.
     *
     * @param complaints of its scripts and of the browser's policies, so far
     * @param requests for anything, the page itself first
     */
    record Opened(Page page, List<String> complaints, List<String> requests) {}
}
