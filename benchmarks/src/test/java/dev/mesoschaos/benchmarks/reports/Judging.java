package dev.mesoschaos.benchmarks.reports;

import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.Conclusion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code mesos-chaos judge} does; its last line is the most memory it ever had, in MB. */
final class Judging {

    private static final double KB_PER_MB = 1024;

    private Judging() {}

    public static void main(String[] args) throws IOException {
        System.out.println(Conclusion.of(Plugins.find(), Path.of(args[0])).verdict());
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        System.out.println(Double.parseDouble(peak.replaceAll("[^0-9]", "")) / KB_PER_MB);
    }
}
