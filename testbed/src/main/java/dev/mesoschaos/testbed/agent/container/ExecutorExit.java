package dev.mesoschaos.testbed.agent.container;

import java.util.Map;
import java.util.OptionalInt;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * How a command ended.
 *
 * @param status the exit status a shell reports: 128 + n for signal n, as a command that itself exits so, too
 */
public record ExecutorExit(int status) {

    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "Hangup"),
            Map.entry(2, "Interrupt"),
            Map.entry(3, "Quit"),
            Map.entry(4, "Illegal instruction"),
            Map.entry(6, "Aborted"),
            Map.entry(7, "Bus error"),
            Map.entry(8, "Floating point exception"),
            Map.entry(9, "Killed"),
            Map.entry(10, "User defined signal 1"),
            Map.entry(11, "Segmentation fault"),
            Map.entry(12, "User defined signal 2"),
            Map.entry(13, "Broken pipe"),
            Map.entry(14, "Alarm clock"),
            Map.entry(15, "Terminated"));

    /** The end of a command whose first process was killed with it. */
    public static final ExecutorExit BY_SIGKILL = new ExecutorExit(SIGNALLED + 9);

    /** What becomes of the task, given whether it was told to die. */
    public TaskState state(boolean killed) {
        if (killed) {
            return TaskState.TASK_KILLED;
        }
        return status == 0 ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
    }

    /** The text of Mesos' command executor. */
    public String message() {
        OptionalInt signal = signal();
        return signal.isPresent()
                ? "Command terminated with signal "
                        + SIGNALS.getOrDefault(signal.getAsInt(), "Unknown signal " + signal.getAsInt())
                : "Command exited with status " + status;
    }

    /** As wait(2) tells it: the number of the signal, or the exit status times 256. */
    public int waitStatus() {
        return signal().orElse(status << Byte.SIZE);
    }

    private OptionalInt signal() {
        boolean signalled = status > SIGNALLED && status <= SIGNALLED + 64;
        return signalled ? OptionalInt.of(status - SIGNALLED) : OptionalInt.empty();
    }
}
