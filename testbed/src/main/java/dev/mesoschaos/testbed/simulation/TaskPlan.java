package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.flags.MesosDuration;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * What becomes of a simulated task that nobody kills.
 *
 * @param lifetime from its start to its end; empty when it runs for ever
 * @param exitStatus what its command exits with then, 0 to 255
 */
record TaskPlan(Optional<Duration> lifetime, int exitStatus) {

    /** The label that says how long the task runs, in Mesos' duration format such as {@code 5secs}. */
    static final String DURATION_LABEL = "simulated-duration";

    /** The label that says with what the command exits; 0 without it. */
    static final String EXIT_LABEL = "simulated-exit";

    private static final TaskPlan FOR_EVER = new TaskPlan(Optional.empty(), 0);

    /** {@code sleep N}, {@code exit N}, {@code true}, {@code false}, or a sleep and one of the others after it. */
    private static final Pattern UNDERSTOOD = Pattern.compile(
            "(?:exec\\s+)?(?:sleep\\s+(?<sleep>\\d+(?:\\.\\d+)?))?"
                    + "(?<then>\\s*(?:&&|;)\\s*)?(?:exit\\s+(?<exit>\\d{1,3})|(?<word>true|false))?");

    /**
     * Reads a task: its labels, else its command where that is understood; every other command runs until it is killed.
     *
     * @throws IllegalArgumentException when a label cannot be read
     */
    static TaskPlan of(TaskInfo task) {
        Optional<String> duration = label(task, DURATION_LABEL);
        Optional<String> exit = label(task, EXIT_LABEL);
        if (duration.isPresent() || exit.isPresent()) {
            return new TaskPlan(
                    duration.map(MesosDuration::parse).or(() -> Optional.of(Duration.ZERO)),
                    exit.map(TaskPlan::status).orElse(0));
        }
        return of(commandLine(task.getCommand()));
    }

    /** What becomes of the task when its time is over. */
    TaskState endState() {
        return exitStatus == 0 ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
    }

    private static TaskPlan of(String command) {
        Matcher parts = UNDERSTOOD.matcher(command.strip());
        boolean understood = parts.matches();
        boolean both = understood && parts.group("sleep") != null
                && (parts.group("exit") != null || parts.group("word") != null);
        if (!understood || command.isBlank() || both != (parts.group("then") != null)) {
            return FOR_EVER;
        }
        Duration sleep = Optional.ofNullable(parts.group("sleep"))
                .map(seconds -> Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)))
                .orElse(Duration.ZERO);
        int status = Optional.ofNullable(parts.group("exit")).map(Integer::parseInt)
                .orElse("false".equals(parts.group("word")) ? 1 : 0);
        return new TaskPlan(Optional.of(sleep), status & 0xff);
    }

    private static int status(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > 255) {
            throw new IllegalArgumentException("the label " + EXIT_LABEL + " is '" + text + "': expected 0 to 255");
        }
        return Integer.parseInt(text);
    }

    private static String commandLine(CommandInfo command) {
        return command.getShell()
                ? command.getValue()
                : String.join(" ", command.getArgumentsList());
    }

    private static Optional<String> label(TaskInfo task, String key) {
        return task.getLabels().getLabelsList().stream()
                .filter(label -> label.getKey().equals(key))
                .map(Label::getValue)
                .findFirst();
    }
}
