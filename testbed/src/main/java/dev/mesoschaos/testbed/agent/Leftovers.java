package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes of a task that has ended. They are known by their sandbox, which no two runs of a task share. */
final class Leftovers {

    private Leftovers() {}

    static void kill(Path sandbox) {
        String mark = "MESOS_SANDBOX=" + sandbox + "\0";
        ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(mark))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrForeign) {
            return "";
        }
    }
}
