package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Request;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Task;

/**
 * {@code /tasks}: some of all tasks, the newest first unless asked otherwise.
 *
 * @param ascending whether the oldest come first
 */
public record V0TaskList(
        Optional<String> frameworkId, Optional<String> taskId, int offset, int limit, boolean ascending) {

    private static final int LIMIT = 100;

    /**
     * Reads the parameters.
     *
     * @throws Refusal when a number is none
     */
    public static V0TaskList of(Request request) {
        return new V0TaskList(
                request.query("framework_id"),
                request.query("task_id"),
                number(request, "offset", 0),
                number(request, "limit", LIMIT),
                request.query("order").filter("asc"::equals).isPresent());
    }

    private static int number(Request request, String name, int otherwise) {
        String text = request.query(name).orElse(String.valueOf(otherwise));
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new Refusal(400, "Failed to parse query parameter '" + name + "': Failed to convert '" + text + "' to number");
        }
    }

    /** The whole document. */
    public void write(JsonGenerator out, V0Cluster cluster) throws IOException {
        Comparator<Task> oldestFirst = Comparator.comparingDouble(V0TaskList::started);
        out.writeStartObject();
        V0Json.list(
                out,
                "tasks",
                cluster.all()
                        .filter(task -> frameworkId.isEmpty() || frameworkId.get().equals(task.getFrameworkId().getValue()))
                        .filter(task -> taskId.isEmpty() || taskId.get().equals(task.getTaskId().getValue()))
                        .sorted(ascending ? oldestFirst : oldestFirst.reversed())
                        .skip(offset)
                        .limit(limit)
                        .toList(),
                V0Tasks::write);
        out.writeEndObject();
    }

    private static double started(Task task) {
        return task.getStatusesCount() > 0 ? task.getStatuses(0).getTimestamp() : 0;
    }
}
