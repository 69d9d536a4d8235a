package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.mesoschaos.reports.Chromium.Opened;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportInBrowserIT {

    /** Time line, cumulative curve, canaries, latency, failures, one gauge, isolation. */
    private static final int CHARTS = 7;

    private static final String PAINTED = """
            all => all.every(canvas => {
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return new Set(pixels).size > 8;
            })""";

    private static Chromium chromium;

    /** Build output: to look at. */
    private Path work;

    /** Screens that reports are read on. */
    enum Screen {
        LIGHT(1200, ColorScheme.LIGHT),
        DARK(1200, ColorScheme.DARK),
        PHONE(375, ColorScheme.LIGHT);

        private final int width;
        private final ColorScheme colours;

        Screen(int width, ColorScheme colours) {
            this.width = width;
            this.colours = colours;
        }

        NewContextOptions options() {
            return new NewContextOptions().setViewportSize(width, 800).setColorScheme(colours);
        }
    }

    @BeforeAll
    static void startTheBrowser() {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "no Chromium: install the package 'chromium', or name one with -Dchromium=FILE");
        chromium = new Chromium(program.orElseThrow());
    }

    @AfterAll
    static void stopTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void makeRoom(TestInfo test) throws IOException {
        String name = test.getTestMethod().orElseThrow().getName();
        work = Files.createDirectories(Path.of("target", "browser", name, "run").toAbsolutePath());
        PastRuns.beside(work, 4.4, 3.9, 4.1, 4.8, 4.6);
    }

    @ParameterizedTest
    @EnumSource
    void allChartsAreDrawnWithoutAComplaintAndNothingIsAskedFor(Screen screen) throws IOException {
        Opened opened = chromium.open(report(SampleRun.harmless(), Verdict.PASSED), screen.options());
        Page page = opened.page();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(work.resolve(screen + ".png")));
        assertThat(page.locator("canvas").count()).isEqualTo(CHARTS);
        assertThat(page.locator("canvas").evaluateAll(PAINTED)).isEqualTo(true);
        assertThat(opened.complaints()).isEmpty();
        assertThat(opened.requests()).containsExactly(page.url());
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(screen.width);
    }

    @ParameterizedTest
    @EnumSource
    void everybodyCanReadAndOperateIt(Screen screen) throws IOException {
        Page page = chromium.open(report(new SampleRun("", false), Verdict.DIRTY), screen.options()).page();
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations).extracting(rule -> rule.getId() + " " + rule.getNodes()).isEmpty();
    }

    @Test
    void axeFindsWhatIsWrong() throws IOException {
        Page page = chromium.open(report(SampleRun.harmless(), Verdict.PASSED), Screen.LIGHT.options()).page();
        page.evaluate("document.querySelector('h1').style.color = '#eeeeee'");
        assertThat(new AxeBuilder(page).analyze().getViolations()).extracting(Rule::getId).contains("color-contrast");
    }

    @Test
    void darkModeIsDark() throws IOException {
        assertThat(background(Screen.LIGHT)).isEqualTo("rgb(255, 255, 255)");
        assertThat(background(Screen.DARK)).isEqualTo("rgb(20, 24, 31)");
    }

    private String background(Screen screen) throws IOException {
        Page page = chromium.open(report(SampleRun.harmless(), Verdict.PASSED), screen.options()).page();
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void hostileTextsAreDrawnAsTexts() throws IOException {
        Opened opened = chromium.open(
                report(new SampleRun(HtmlReportTest.EVIL, false), Verdict.DIRTY), Screen.LIGHT.options());
        assertThat(opened.page().locator("img, iframe, object").count()).isZero();
        assertThat(opened.page().locator("canvas").count()).isEqualTo(CHARTS);
        assertThat(opened.page().locator("#ledger-i1").innerText()).contains("<img src=x onerror=alert(1)><script>alert(2)</script>⟨U+202E⟩gnirts");
        assertThat(opened.complaints()).isEmpty();
        assertThat(opened.requests()).hasSize(1);
    }

    @Test
    void aScriptThatSomebodySmuggledInDoesNotRun() throws IOException {
        Path report = report(SampleRun.harmless(), Verdict.PASSED);
        String smuggled = "<script>document.body.dataset.owned = 'yes';</script>";
        Files.writeString(report, Files.readString(report).replace("</body>", smuggled + "</body>"));
        Opened opened = chromium.open(report, Screen.LIGHT.options());
        assertThat(opened.page().locator("[data-owned]").count()).isZero();
        assertThat(opened.complaints()).anyMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void keysZoomAllChartsAndAPointerReadsValues() throws IOException {
        Page page = chromium.open(report(SampleRun.harmless(), Verdict.PASSED), Screen.LIGHT.options()).page();
        page.locator("[data-zoom=in]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-zoom-range]").innerText()).isEqualTo("+14.375 s to +43.125 s");
        Locator chart = page.locator("#requests-1-latency .u-over");
        chart.scrollIntoViewIfNeeded();
        chart.hover();
        assertThat(page.locator("#requests-1-latency .u-value").allInnerTexts())
                .anyMatch(text -> text.matches("[0-9.]+ ms"));
        page.locator("[data-zoom=all]").press("Enter");
        assertThat(page.locator("[data-zoom-range]").innerText()).isEqualTo("whole run");
    }

    @Test
    void theTrendIsDrawnFromTheOldestRunToThisOne() throws IOException {
        Opened opened = chromium.open(report(SampleRun.harmless(), Verdict.PASSED), Screen.LIGHT.options());
        Locator trend = opened.page().locator("#trend");
        trend.screenshot(new Locator.ScreenshotOptions().setPath(work.resolve("trend.png")));
        Locator dots = trend.locator("tr", new Locator.LocatorOptions().setHasText("rescheduling-time")).locator("circle");
        List<Double> places = dots.all().stream().map(dot -> dot.boundingBox().x).toList();
        assertThat(places).hasSize(6).isSorted();
        assertThat(trend.getByRole(AriaRole.IMG).first().boundingBox().width).isGreaterThan(100);
        assertThat(trend.innerText()).contains("among the earlier ones: 1 worse, 4 better");
        assertThat(opened.complaints()).isEmpty();
    }

    @Test
    void printsToPaper() throws IOException {
        Opened opened = chromium.open(report(SampleRun.harmless(), Verdict.PASSED), Screen.DARK.options());
        Path paper = work.resolve("report.pdf");
        opened.page().pdf(new Page.PdfOptions().setPath(paper).setFormat("A4"));
        assertThat(paper).isNotEmptyFile();
        opened.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(opened.page().locator("nav").isVisible()).isFalse();
        assertThat(opened.page().evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(opened.complaints()).isEmpty();
    }

    private Path report(SampleRun sample, Verdict verdict) throws IOException {
        new HtmlReport().write(work, new SampleResult(sample, verdict).result(), sample.timeline());
        return work.resolve(HtmlReport.FILE);
    }
}
