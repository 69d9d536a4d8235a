package dev.mesoschaos.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.cli.Main;
import dev.mesoschaos.scenarios.library.Library;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The site in {@code target/site}, which this test makes. */
class SiteTest {

    private static final Path SITE = Path.of("target", "site");
    private static final Map<Path, MarkdownFile> PAGES = Site.pages();

    @BeforeAll
    static void makeTheSite() throws IOException {
        new Site(PAGES, SITE).write();
    }

    @Test
    void aPartThatNothingGeneratesIsAMistake(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "# A page\n\n<!-- generated: weather -->\n");

        assertThatThrownBy(() -> new Generated().complete(page)).hasMessageContaining("nothing generates 'weather'");
    }

    @Test
    void everyPageIsInTheTableOfContents() {
        assertThat(new Site(PAGES, SITE).listed())
                .containsAll(PAGES.keySet().stream()
                        .filter(page -> !page.endsWith("index.md") && !page.equals(Repository.ROOT.resolve("README.md")))
                        .toList());
    }

    @Test
    void everyLinkOfTheSiteStaysThereAndLeadsSomewhere() throws IOException {
        for (Path page : PAGES.keySet()) {
            for (Element link : html(Site.name(page)).select("a[href], img[src], link[href]")) {
                String written = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                if (link.is("a") && written.startsWith("https://")) {
                    continue;
                }
                String[] parts = written.split("#", 2);
                String file = parts[0].isEmpty() ? Site.name(page) : parts[0];
                assertThat(SITE.resolve(file)).as("%s of %s", written, page).isRegularFile();
                if (parts.length > 1) {
                    assertThat(html(file).getElementById(parts[1])).as("%s of %s", written, page).isNotNull();
                }
            }
        }
    }

    @Test
    void noPageHasAScriptOrLoadsAnything() throws IOException {
        for (Path page : PAGES.keySet()) {
            assertThat(html(Site.name(page)).select("script, iframe, object, [onclick], [src^=http], link[href^=http]")).isEmpty();
        }
    }

    @Test
    void everyPageSaysWhereInTheContentsItIs() throws IOException {
        assertThat(html("tutorial.html").select("nav [aria-current=page]").eachText()).hasSize(1);
        assertThat(html("index.html").select("nav a")).hasSizeGreaterThan(10);
    }

    @Test
    void theReferenceTellsEveryCommandWithItsOptions() throws IOException {
        Document page = html("command-line.html");

        assertThat(page.select("main h2").eachText()).containsAll(CommandLines.all(Main.commands())
                .map(CommandLine::getCommandSpec).map(spec -> spec.qualifiedName()).toList());
        assertThat(page.select("main td:first-child code").eachText()).contains("--seed", "--lease", "--promise", "SCENARIO");
    }

    @Test
    void theReferenceTellsEveryPartThatScenariosMayName() throws IOException {
        Plugins plugins = Plugins.find();
        List<String> told = html("parts.html").select("main td:first-child code").eachText();

        assertThat(told).containsAll(plugins.faults().keySet()).containsAll(plugins.probes().keySet())
                .containsAll(plugins.indicators().keySet()).containsAll(plugins.invariants().keySet());
    }

    @Test
    void theLibraryHasEveryScenarioWithItsFile() throws IOException {
        Document page = html("library.html");

        assertThat(page.select("main h3").eachText())
                .containsExactlyElementsOf(Library.items().stream().map(Library.Item::name).toList());
    }

    private static Document html(String name) throws IOException {
        return Jsoup.parse(Files.readString(SITE.resolve(name)));
    }
}
