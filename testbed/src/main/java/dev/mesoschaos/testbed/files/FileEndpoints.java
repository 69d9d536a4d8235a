package dev.mesoschaos.testbed.files;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.FileInfo;

/** {@code /files/browse}, {@code read}, {@code download} and {@code debug}. */
public final class FileEndpoints {

    private static final double NANOS = 1e9;
    private static final int DIRECTORY = 0x4000;

    private final VirtualFiles files;
    private final BiConsumer<Request, String> access;

    /**
     * Makes the endpoints.
     *
     * @param access throws a {@link Refusal} when the sender of a request may not see what is under that name
     */
    public FileEndpoints(VirtualFiles files, BiConsumer<Request, String> access) {
        this.files = files;
        this.access = access;
    }

    /** Lists a directory. */
    public Handler browse() {
        return answer(request -> {
            String path = path(request);
            var found = files.list(path);
            return JsonAnswer.of(request, out -> {
                out.writeStartArray();
                for (FileInfo file : found) {
                    write(out, file);
                }
                out.writeEndArray();
            });
        });
    }

    private static void write(JsonGenerator out, FileInfo file) throws IOException {
        boolean directory = (file.getMode() & DIRECTORY) != 0;
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("---------");
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((file.getMode() & 1 << (all.length - 1 - i)) != 0) {
                permissions.add(all[i]);
            }
        }
        out.writeStartObject();
        out.writeStringField("gid", file.getGid());
        out.writeStringField("mode", (directory ? "d" : "-") + PosixFilePermissions.toString(permissions));
        out.writeFieldName("mtime");
        MesosJson.writeDouble(out, file.getMtime().getNanoseconds() / NANOS);
        out.writeNumberField("nlink", file.getNlink());
        out.writeStringField("path", file.getPath());
        out.writeNumberField("size", file.getSize());
        out.writeStringField("uid", file.getUid());
        out.writeEndObject();
    }

    /** Reads a part of a file as text. */
    public Handler read() {
        return answer(request -> {
            long offset = number(request, "offset").orElse(-1L);
            VirtualFiles.Part part = files.read(path(request), offset, number(request, "length"));
            return JsonAnswer.of(request, out -> {
                out.writeStartObject();
                out.writeStringField("data", part.data().toStringUtf8());
                out.writeNumberField("offset", offset < 0 ? part.size() : offset);
                out.writeEndObject();
            });
        });
    }

    /** Sends a whole file. */
    public Handler download() {
        return answer(request -> {
            Path file = files.resolve(path(request));
            if (Files.isDirectory(file)) {
                throw new Refusal(400, "Cannot download a directory.\n");
            }
            try {
                return Response.ok("application/octet-stream", Files.readAllBytes(file))
                        .with("Content-Disposition", "attachment; filename=" + file.getFileName());
            } catch (IOException e) {
                throw new Refusal(500, "Cannot read '" + path(request) + "': " + e.getMessage());
            }
        });
    }

    /** Shows what is attached. */
    public Handler debug() {
        return answer(request -> JsonAnswer.of(request, out -> {
            out.writeStartObject();
            for (Map.Entry<String, String> attached : files.attachments().entrySet()) {
                out.writeStringField(attached.getKey(), attached.getValue());
            }
            out.writeEndObject();
        }));
    }

    /** Disks are slow, so nothing is read on the event loop. */
    private Handler answer(Function<Request, Response> content) {
        return (request, exchange) -> Thread.ofVirtual().start(() -> respond(request, exchange, content));
    }

    private void respond(Request request, Exchange exchange, Function<Request, Response> content) {
        try {
            access.accept(request, request.query("path").orElse(request.path()));
            exchange.respond(content.apply(request));
        } catch (Refusal e) {
            exchange.respond(e.response());
        }
    }

    private static String path(Request request) {
        return request.query("path")
                .filter(path -> !path.isEmpty())
                .orElseThrow(() -> new Refusal(400, "Expecting 'path=value' in query.\n"));
    }

    private static Optional<Long> number(Request request, String name) {
        return request.query(name).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new Refusal(400, "Failed to parse " + name + ": Failed to convert '" + text + "' to number.\n");
            }
        });
    }
}
