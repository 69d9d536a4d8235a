package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What runs on the hosts of a drill whose processes are harmed: daemons, and an executor with its task. */
final class DrillDaemons {

    /** Beside the leases, and gone with them. */
    static final PlayedSupervision SUPERVISION = new PlayedSupervision(Path.of("/dev/shm/supervision"));

    /** Its daemon is paused. */
    static final String PAUSED = "p1";
    /** Its daemon is killed. */
    static final String KILLED = "p2";
    /** Its executor is killed; the name is that of its task, too. */
    static final String BEHEADED = "p3";

    /** ZooKeeper servers, two of three. */
    static final List<String> QUORUM = List.of("z1", "z2");

    private static final List<String> ALL = List.of(PAUSED, KILLED, BEHEADED, "z1", "z2");
    private static final List<String> HOSTS = List.of(PAUSED, KILLED, BEHEADED, "z1", "z2", "z3");
    private final PlayedSupervisor supervisor;

    DrillDaemons(NamespaceShell shell) throws IOException {
        Files.createDirectories(SUPERVISION.directory());
        supervisor = new PlayedSupervisor(SUPERVISION);
        for (String host : ALL) {
            String[] command = host.equals(BEHEADED)
                    ? PlayedExecutors.COMMAND.toArray(String[]::new)
                    : new String[] {"sleep", "1000000"};
            supervisor.add(host, () -> shell.start(host, command));
        }
    }

    static List<Host> hosts() {
        return IntStream.range(0, HOSTS.size())
                .mapToObj(i -> new Host(
                        HOSTS.get(i),
                        HOSTS.get(i).startsWith("z") ? Role.ZOOKEEPER : Role.AGENT,
                        HOSTS.get(i).substring(0, 1),
                        new Address("10.66.0." + (101 + i), DrillGround.PORT)))
                .toList();
    }

    /** Executors of the tasks. */
    static PlayedExecutors executors(Shell shell) {
        return new PlayedExecutors(shell, SUPERVISION, Map.of(BEHEADED, BEHEADED));
    }

    /** Whether all run and nobody holds one, and whose tasks there are: with an orphan they are more than one. */
    String looks() throws IOException {
        StringBuilder looks = new StringBuilder();
        for (String host : ALL) {
            looks.append(host).append(supervisor.serves(host) ? " serves" : " does not serve")
                    .append(supervisor.holders(host)).append("; ");
        }
        return looks + "tasks: " + tasks();
    }

    private static long tasks() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(DrillDaemons::isTask).count();
        }
    }

    private static boolean isTask(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip().equals(PlayedExecutors.TASK);
        } catch (IOException e) {
            return false;
        }
    }
}
