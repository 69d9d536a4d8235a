package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.files.VirtualFiles;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.process.Verbosity;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * Operator calls that are about the master's process, not about the cluster: its log level and its files.
 *
 * @param files what may be read
 */
record ProcessCalls(Verbosity verbosity, VirtualFiles files) {

    /** The master's own log. */
    static final String LOG = "/master/log";

    /**
     * Answers a call.
     *
     * @throws Refusal when it is refused
     */
    void handle(Call call, Caller caller, MediaType format, Exchange exchange) {
        switch (call.getType()) {
            case SET_LOGGING_LEVEL -> {
                Call.SetLoggingLevel wanted = call.getSetLoggingLevel();
                verbosity.raise(wanted.getLevel(), Duration.ofNanos(wanted.getDuration().getNanoseconds()));
                exchange.respond(Response.empty(200));
            }
            case LIST_FILES -> {
                allow(caller, call.getListFiles().getPath());
                Protos.Response.ListFiles.Builder list = Protos.Response.ListFiles.newBuilder()
                        .addAllFileInfos(files.list(call.getListFiles().getPath()));
                respond(Protos.Response.newBuilder().setListFiles(list), Protos.Response.Type.LIST_FILES, format, exchange);
            }
            case READ_FILE -> {
                allow(caller, call.getReadFile().getPath());
                VirtualFiles.Part part = files.read(
                        call.getReadFile().getPath(),
                        call.getReadFile().getOffset(),
                        call.getReadFile().hasLength() ? Optional.of(call.getReadFile().getLength()) : Optional.empty());
                Protos.Response.ReadFile.Builder read = Protos.Response.ReadFile.newBuilder()
                        .setSize(part.size())
                        .setData(part.data());
                respond(Protos.Response.newBuilder().setReadFile(read), Protos.Response.Type.READ_FILE, format, exchange);
            }
            default -> throw new IllegalArgumentException("no call about the process: " + call.getType());
        }
    }

    /** Stops a caller who may not read the log. */
    static void allow(Caller caller, String path) {
        if (path.equals(LOG)) {
            caller.require(Action.ACCESS_MESOS_LOGS);
        }
    }

    private static void respond(
            Protos.Response.Builder answer, Protos.Response.Type type, MediaType format, Exchange exchange) {
        exchange.respond(Response.ok(format.mediaType(), format.encode(answer.setType(type).build())));
    }
}
