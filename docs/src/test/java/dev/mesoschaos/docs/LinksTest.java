package dev.mesoschaos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links between the files of the repository lead somewhere, on its own pages as on the site. */
class LinksTest {

    private static final Path PAGE = Repository.PAGES.resolve("index.md");

    @ParameterizedTest
    @CsvSource({
        "missing.md, there is no file docs/pages/missing.md",
        "../../scenarios, there is no file scenarios",
        "../../../elsewhere.md, it leaves the repository",
        "#nothing, docs/pages/index.md has no heading #nothing",
        "../../pom.xml#modules, pom.xml has no heading #modules",
    })
    void aLinkThatLeadsNowhereIsFound(String link, String reason) {
        MarkdownFile page = MarkdownFile.of(PAGE, "# A page\n\n[there](" + link + ")\n");

        assertThat(faults(page, Map.of(PAGE, page))).containsExactly(link + ": " + reason);
    }

    @Test
    void linksToHeadingsAndFilesAndOutOfTheRepositoryAreFine() {
        MarkdownFile page = MarkdownFile.of(PAGE, "# A `code` page\n\n[here](#a-code-page) [pom](../../pom.xml) [web](https://mesos.apache.org/)\n");

        assertThat(faults(page, Map.of(PAGE, page))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() {
        Map<Path, MarkdownFile> files = Site.pages();
        assertThat(files.keySet()).extracting(Repository::name)
                .contains("README.md", "CONTRIBUTING.md", "scenarios/REFERENCE.md", "docs/pages/index.md");
        return files.values().stream().map(file -> DynamicTest.dynamicTest(
                Repository.name(file.file()), () -> assertThat(faults(file, files)).isEmpty()));
    }

    private static List<String> faults(MarkdownFile file, Map<Path, MarkdownFile> files) {
        return file.links().stream()
                .flatMap(written -> Link.of(file.file(), written).stream()
                        .flatMap(link -> link.fault(files).stream())
                        .map(fault -> written + ": " + fault))
                .toList();
    }
}
