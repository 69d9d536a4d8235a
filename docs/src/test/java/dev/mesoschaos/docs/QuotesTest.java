package dev.mesoschaos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Java and YAML on the pages is Java that this build has compiled, and YAML that it has read. */
class QuotesTest {

    private static final Set<String> QUOTED = Set.of("java", "yaml");

    @Test
    void aQuoteOfWhatIsNotThereIsStale() {
        assertThat(Quotes.fault(block("Nobody.java", "class Nobody {"))).hasValueSatisfying(
                fault -> assertThat(fault).contains("there is no Nobody.java"));
    }

    @Test
    void aQuoteThatItsSourceHasLeftBehindIsStale() {
        assertThat(Quotes.fault(block("scenarios/library/smoke/rack-partition.yaml", "name: rack-partition\ntitle: Old")))
                .hasValueSatisfying(fault -> assertThat(fault).contains("scenarios/library/smoke/rack-partition.yaml"));
    }

    @Test
    void aQuoteMayStandLessDeepThanItsSourceAndNotOtherwise() {
        assertThat(Quotes.fault(block("docs/pom.xml", "<parent>\n  <groupId>dev.mesoschaos</groupId>"))).isEmpty();
        assertThat(Quotes.fault(block("docs/pom.xml", "<parent>\n<groupId>dev.mesoschaos</groupId>"))).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyQuoteIsFresh() {
        return quotes().stream().map(block -> DynamicTest.dynamicTest(block.place(), () -> {
            assertThat(block.source()).as("what it quotes, as the second word after the fence").isNotEmpty();
            assertThat(Quotes.fault(block)).isEmpty();
        }));
    }

    private static List<CodeBlock> quotes() {
        List<CodeBlock> quotes = Stream.concat(
                        Repository.written(Repository.PAGES, ".md").stream(), Stream.of(Repository.ROOT.resolve("README.md")))
                .flatMap(file -> MarkdownFile.read(file).blocks().stream())
                .filter(block -> QUOTED.contains(block.language()) || !block.source().isEmpty())
                .toList();
        assertThat(quotes).isNotEmpty();
        return quotes;
    }

    private static CodeBlock block(String source, String text) {
        return CodeBlock.of(Repository.PAGES.resolve("page.md"), 1, "java " + source, text);
    }
}
