package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes of a task that has ended. They are known by their sandbox, which no two runs of a task share. */
public final class Leftovers {

    /** The encoding in which this JVM hands paths to the processes it starts. */
    private static final Charset NATIVE = Charset.forName(System.getProperty("sun.jnu.encoding"));

    private Leftovers() {}

    /** Kills every process that was started in this sandbox. */
    public static void kill(Path sandbox) {
        String mark = "MESOS_SANDBOX=" + sandbox + "\0";
        ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(mark))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String environment(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ")), NATIVE);
        } catch (IOException goneOrForeign) {
            return "";
        }
    }
}
