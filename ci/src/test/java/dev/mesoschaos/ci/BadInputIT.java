package dev.mesoschaos.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users mistype is said with its place and the nearest known word; nothing runs, and no stack is traced. */
class BadInputIT {

    private static final int USAGE = 64;

    @TempDir
    private Path parent;

    private final Product product = Product.ofThisUser();
    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = product.directory(parent, "Fehlern");
    }

    @ParameterizedTest
    @CsvSource({
        "objectives, objektives, key",
        "host-power-off, host-power-of, fault",
        "schedulability, shedulability, indicator",
        "no-lost-tasks, no-lots-tasks, invariant",
        "scheduling, sheduling, probe",
    })
    void anUnknownWordNamesTheNearestOne(String word, String mistyped, String kind) throws Exception {
        Path file = spoiled(word, mistyped);

        assertThat(refused(file.toString()).err())
                .contains(file + ":" + place(file, mistyped) + ": unknown " + kind + " '" + mistyped + "'")
                .contains("': expected one of ")
                .contains("did you mean '" + word + "'?");
    }

    @Test
    void aWrongUnitNamesTheUnitsThereAre() throws Exception {
        Path file = spoiled("every: 500ms", "every: 500 metres");

        assertThat(refused(file.toString()).err())
                .contains(file + ":" + place(file, "500 metres") + ": expected a duration such as 250ms, 5s, 2m or 1h")
                .contains("got '500 metres'");
    }

    @Test
    void aSecondStepOfTheSameNameNamesTheFirst() throws Exception {
        String second = "  - {id: power-off, fault: {host-power-off: {}}, target: {agents: 1}, hold: 1s}\n";
        Path file = spoiled("objectives:", second + "objectives:");
        String[] first = place(file, "power-off").split(":", 2);
        String again = Integer.parseInt(first[0]) + 1 + ":" + first[1];

        assertThat(refused(file.toString()).err())
                .contains(file + ":" + again + ": step 'power-off' is there twice, first at ")
                .contains("first at " + file + ":" + String.join(":", first));
    }

    @Test
    void twoScenariosOfTheSameNameNameBothFiles() throws Exception {
        Files.copy(Product.scenario("small-host-loss"), directory.resolve("one.yaml"));
        Files.copy(Product.scenario("small-host-loss"), directory.resolve("two.yaml"));

        assertThat(refused(directory.toString()).err())
                .contains("two scenarios are named 'small-host-loss'", "one.yaml", "two.yaml");
    }

    @Test
    void aDirectoryWithoutScenariosIsNoSuccess() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(refused(empty.toString()).err()).contains("no scenario in " + empty, ".yaml");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        assertThat(refused("missing.yaml").err()).contains("no such file or directory: missing.yaml");
    }

    @Test
    void anUnknownPropertyIsRefused() throws Exception {
        String sound = Product.scenario("small-host-loss").toString();

        assertThat(refused(sound, "-D", "clutser.network=proxied").err())
                .contains("unknown property 'clutser.network'", "cluster.");
    }

    private Path spoiled(String word, String mistyped) throws IOException {
        String text = Files.readString(Product.scenario("small-host-loss"));
        assertThat(text).contains(word);
        return Files.writeString(directory.resolve("spoiled.yaml"), text.replace(word, mistyped));
    }

    /** Line and column of the first occurrence, counted from one. */
    private static String place(Path file, String word) throws IOException {
        String before = Files.readString(file).split(Pattern.quote(word), 2)[0];
        long line = before.chars().filter(letter -> letter == '\n').count() + 1;
        return line + ":" + (before.length() - before.lastIndexOf('\n'));
    }

    private Product.Outcome refused(String scenario, String... more) throws IOException, InterruptedException {
        Product.Outcome run = product.call(directory, product.runArguments(directory, Path.of(scenario), more));

        assertThat(run.exitCode()).as(run.all()).isEqualTo(USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContainPattern("(?m)^\\s+at \\S+\\(").doesNotContain("Exception");
        assertThat(directory.resolve("runs")).doesNotExist();
        return run;
    }
}
