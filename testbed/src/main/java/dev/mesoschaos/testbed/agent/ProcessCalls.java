package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.files.VirtualFiles;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.process.Verbosity;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;

/**
 * The agent's calls about its own process: its log level and its files.
 *
 * @param sandboxes where the files are
 */
record ProcessCalls(Verbosity verbosity, Sandboxes sandboxes) {

    /**
     * The answer; empty when the call is about something else.
     *
     * @throws Refusal when it is refused
     */
    Optional<Response> answer(Call call, Caller caller, MediaType format) {
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case SET_LOGGING_LEVEL -> {
                Call.SetLoggingLevel wanted = call.getSetLoggingLevel();
                verbosity.raise(wanted.getLevel(), Duration.ofNanos(wanted.getDuration().getNanoseconds()));
                return Optional.of(Response.empty(200));
            }
            case GET_LOGGING_LEVEL -> answer.setGetLoggingLevel(
                    Protos.Response.GetLoggingLevel.newBuilder().setLevel(verbosity.level()));
            case LIST_FILES -> {
                sandboxes.require(caller, call.getListFiles().getPath());
                answer.setListFiles(Protos.Response.ListFiles.newBuilder()
                        .addAllFileInfos(sandboxes.files().list(call.getListFiles().getPath())));
            }
            case READ_FILE -> {
                sandboxes.require(caller, call.getReadFile().getPath());
                answer.setReadFile(read(call.getReadFile()));
            }
            default -> {
                return Optional.empty();
            }
        }
        Protos.Response typed =
                answer.setType(Protos.Response.Type.valueOf(call.getType().name())).build();
        return Optional.of(Response.ok(format.mediaType(), format.encode(typed)));
    }

    private Protos.Response.ReadFile.Builder read(Call.ReadFile wanted) {
        VirtualFiles.Part part = sandboxes.files().read(
                wanted.getPath(),
                wanted.getOffset(),
                wanted.hasLength() ? Optional.of(wanted.getLength()) : Optional.empty());
        return Protos.Response.ReadFile.newBuilder()
                .setSize(part.size())
                .setData(part.data());
    }
}
