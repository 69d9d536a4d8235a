package dev.mesoschaos.conformance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.conformance.bed.Clusters;
import dev.mesoschaos.conformance.bed.Settings;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.QuickStart;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link SuiteMain} in the enclosure of its cluster, as the process that started it sees it. */
public final class SuiteProcess implements AutoCloseable {

    private final Process process;

    private SuiteProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param name of its directory below the output
     */
    public static SuiteProcess start(Settings settings, String name, Selection selection) throws IOException {
        ClusterProvider provider = Clusters.provider(settings);
        QuickStart quick = provider.prepare(settings.ofCluster(), System.err::println);
        Path home = Files.createDirectories(settings.output().resolve(name));
        List<String> command = new ArrayList<>(provider.enclosure(settings.ofCluster()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx512m"));
        command.addAll(quick.options());
        settings.all().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dconformance.output=" + home);
        command.add("-Dcom.google.protobuf.use_unsafe_pre22_gencode=true");
        command.add("-cp");
        command.add(quick.order(classPath()).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(SuiteMain.class.getName());
        command.add(selection.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(home.resolve("suite.log").toFile());
        return new SuiteProcess(builder.start());
    }

    /** Hands over each outcome as it comes, until all are there. */
    public void follow(Consumer<Outcome> listener) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(mapper.readValue(line, Outcome.class));
            }
        }
    }

    /** Ends it, and with it its cluster. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }
}
