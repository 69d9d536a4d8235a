package dev.mesoschaos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.cli.Main;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told to type is understood. */
class CommandLinesTest {

    private static final Pattern PROPERTY = Pattern.compile("-D([a-z][A-Za-z.-]*)");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z]+)");

    private final List<MarkdownFile> files = Repository.markdown().stream().map(MarkdownFile::read).toList();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mesos-chaos rum rack-partition | rum",
        "mesos-chaos run rack-partition --sead 1 | --sead",
        "mesos-chaos run rack-partition --seed one | one",
        "mesos-chaos run rock-partition | the library has no rock-partition",
        "mesos-chaos run smoke -D clutser.network=proxied | nobody reads the property clutser.network",
        "mesos-chaos validate | SCENARIO",
    })
    void aCommandLineThatTheProductDoesNotTakeIsFound(String line, String word) {
        assertThat(CommandLines.fault(line, true)).hasValueSatisfying(fault -> assertThat(fault).contains(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mesos-chaos run my.yaml --seed 42 --var hold=30s   # a comment",
        "mesos-chaos halt 'incident 4711'",
        "mesos-chaos report chaos-runs --json | jq .ability",
    })
    void commentsPipesAndQuotationMarksAreTheShells(String line) {
        assertThat(CommandLines.fault(line, true)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandLineOfABlockCanBeTyped() {
        List<DynamicTest> tests = files.stream()
                .flatMap(file -> file.blocks().stream())
                .flatMap(block -> CommandLines.in(block.text()).stream()
                        .map(line -> DynamicTest.dynamicTest(block.place() + " " + line, () -> accepted(line, true))))
                .toList();
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfASentenceExists() {
        return files.stream()
                .filter(file -> !file.file().endsWith("CHANGELOG.md"))
                .flatMap(file -> file.inline().stream()
                        .filter(code -> code.startsWith("mesos-chaos "))
                        .distinct()
                        .map(line -> DynamicTest.dynamicTest(
                                Repository.name(file.file()) + " " + line, () -> accepted(line, false))));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheHelpCanBeTyped() {
        return CommandLines.all(Main.commands())
                .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .flatMap(text -> CommandLines.in(String.format(text)).stream())
                .map(line -> DynamicTest.dynamicTest(line, () -> accepted(line, true)));
    }

    @Test
    void everyPropertyAndProfileOfMavenIsKnownToTheBuild() {
        List<String> code = Repository.code();
        List<String> told = files.stream().flatMap(file -> file.blocks().stream()).map(CodeBlock::text).toList();

        assertThat(told.stream().flatMap(text -> PROPERTY.matcher(text).results()).map(found -> found.group(1)).distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(code).anyMatch(text -> text.contains(name) || CommandLines.isRead(name)));
        assertThat(told.stream().flatMap(text -> PROFILE.matcher(text).results()).map(found -> found.group(1)).distinct())
                .contains("chaos")
                .allSatisfy(name -> assertThat(code).anyMatch(text -> text.contains("<id>" + name + "</id>")));
    }

    private static void accepted(String line, boolean whole) {
        assertThat(CommandLines.fault(line, whole)).isEmpty();
    }
}
