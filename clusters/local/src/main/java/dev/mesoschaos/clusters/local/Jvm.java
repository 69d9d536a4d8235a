package dev.mesoschaos.clusters.local;

import dev.mesoschaos.testbed.cache.ClassCache;
import dev.mesoschaos.testbed.process.DaemonJars;
import dev.mesoschaos.testbed.process.DaemonLogging;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How a small Java process of the cluster is started: by the Java and from the class path of this process.
 *
 * @param options for every process, such as those of the class-data cache
 */
record Jvm(Path java, List<Path> classPath, List<String> options) {

    /** What keeps a process small and quick to start; it neither lives long nor computes much. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Twelve of them start at once: what runs a few hundred times is not worth compiling.
            "-XX:CompileThresholdScaling=5",
            "-Xss512k",
            "-XX:-UsePerfData",
            // ZooKeeper reads all certificates of all authorities even where nobody speaks TLS.
            "-Djavax.net.ssl.trustStore=NONE",
            "-D" + DaemonLogging.PROPERTY + "=" + DaemonLogging.class.getName(),
            "-Djava.net.preferIPv4Stack=true");

    Jvm {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
    }

    /** This process' Java, and of its class path what the testbed needs. */
    static Jvm ofThisProcess() {
        List<Path> all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
        return new Jvm(Path.of(System.getProperty("java.home"), "bin", "java"), DaemonJars.of(all), List.of());
    }

    /**
     * The options with which a process uses the class-data cache, which is made when it is missing.
     *
     * @param news hears when it must be made, because that takes some seconds
     * @return none where there can be no cache
     */
    List<String> cacheOptions(Map<String, String> settings, Consumer<String> news) {
        Path directory = CacheDirectory.of(settings, System.getenv());
        return ClassCache.options(java, classPath, directory, news);
    }

    Jvm with(List<String> more) {
        return new Jvm(java, classPath, more);
    }

    /**
     * The command line of a process.
     *
     * @param temp where it may leave temporary files
     */
    List<String> command(Kind kind, Path temp, List<String> arguments) {
        return command(kind, 0, temp, arguments);
    }

    /**
     * The command line of a process that has more to keep in mind than usual.
     *
     * @param moreHeapMb beyond what its kind has
     */
    List<String> command(Kind kind, int moreHeapMb, Path temp, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(SMALL);
        command.add("-Xmx" + (kind.heapMb() + moreHeapMb) + "m");
        command.add("-Djava.io.tmpdir=" + temp);
        command.add("-XX:ErrorFile=" + temp.resolve("hs_err_%p.log"));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(kind.mainClass());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The kinds of processes of a testbed. */
    enum Kind {
        ZOOKEEPER("dev.mesoschaos.testbed.zookeeper.ZooKeeperMain", 96),
        MASTER("dev.mesoschaos.testbed.master.MasterMain", 64),
        AGENT("dev.mesoschaos.testbed.agent.AgentMain", 64),
        SIMULATOR("dev.mesoschaos.testbed.simulation.SimulatedAgentsMain", 64),
        PROXY("dev.mesoschaos.testbed.proxy.ProxyMain", 64);

        private final String mainClass;
        private final int heapMb;

        Kind(String mainClass, int heapMb) {
            this.mainClass = mainClass;
            this.heapMb = heapMb;
        }

        String mainClass() {
            return mainClass;
        }

        int heapMb() {
            return heapMb;
        }
    }
}
