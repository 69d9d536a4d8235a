package dev.mesoschaos.testbed.agent.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.MesosJson;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code /files/browse}, {@code read}, {@code download} and {@code debug}. */
public final class FilesEndpoints {

    private static final String JSON = "application/json";
    private static final String NO_PATH = "Expecting 'path=value' in query.\n";

    private FilesEndpoints() {}

    /** What a directory holds. */
    public static Response browse(Request request, SandboxFiles files) {
        return withFile(request, files, (file, path) -> {
            if (!Files.isDirectory(file)) {
                return Response.empty(404);
            }
            List<FileDetails> found = SandboxFiles.list(file, path);
            return Response.ok(JSON, MesosJson.document(out -> {
                out.writeStartArray();
                for (FileDetails details : found) {
                    write(out, details);
                }
                out.writeEndArray();
            }));
        });
    }

    private static void write(JsonGenerator out, FileDetails details) throws IOException {
        out.writeStartObject();
        out.writeStringField("gid", details.group());
        out.writeStringField("mode", details.letters());
        out.writeNumberField("mtime", details.modified().to(TimeUnit.SECONDS));
        out.writeNumberField("nlink", details.links());
        out.writeStringField("path", details.path());
        out.writeNumberField("size", details.sizeBytes());
        out.writeStringField("uid", details.user());
        out.writeEndObject();
    }

    /** A piece of a file as text; with offset -1 its size alone. */
    public static Response read(Request request, SandboxFiles files) {
        Optional<Long> offset = number(request, "offset", -1);
        Optional<Long> length = number(request, "length", SandboxFiles.LONGEST_READ_BYTES);
        if (offset.isEmpty() || length.isEmpty()) {
            return Response.text(400, "Failed to parse offset or length: expecting whole numbers.\n");
        }
        return withFile(request, files, (file, path) -> {
            if (Files.isDirectory(file)) {
                return Response.text(400, "Cannot read from a directory.\n");
            }
            boolean sizeOnly = offset.get() == -1;
            SandboxFiles.Piece piece = SandboxFiles.read(file, Math.max(0, offset.get()), sizeOnly ? 0 : length.get());
            return Response.ok(JSON, MesosJson.document(out -> {
                out.writeStartObject();
                out.writeStringField("data", piece.data().toStringUtf8());
                out.writeNumberField("offset", sizeOnly ? piece.sizeBytes() : offset.get());
                out.writeEndObject();
            }));
        });
    }

    /** A whole file. */
    public static Response download(Request request, SandboxFiles files) {
        return withFile(request, files, (file, path) -> Files.isDirectory(file)
                ? Response.text(400, "Cannot download a directory.\n")
                : Response.ok("application/octet-stream", Files.readAllBytes(file))
                        .with("Content-Disposition", "attachment; filename=" + file.getFileName()));
    }

    /** Which names stand for which directories. */
    public static Response debug(SandboxFiles files) {
        return Response.ok(JSON, MesosJson.document(out -> {
            out.writeStartObject();
            for (Map.Entry<String, Path> directory : new TreeMap<>(files.attached()).entrySet()) {
                out.writeStringField(directory.getKey(), directory.getValue().toString());
            }
            out.writeEndObject();
        }));
    }

    /** Answers with a file that is there. */
    private interface Answer {
        Response with(Path file, String path) throws IOException;
    }

    private static Response withFile(Request request, SandboxFiles files, Answer answer) {
        Optional<String> path = parameter(request, "path");
        if (path.isEmpty() || path.get().isEmpty()) {
            return Response.text(400, NO_PATH);
        }
        Optional<Path> file = files.find(path.get());
        if (file.isEmpty()) {
            return Response.empty(404);
        }
        try {
            return answer.with(file.get(), path.get());
        } catch (IOException | UncheckedIOException e) {
            return Response.text(500, "Failed to read " + path.get() + ": " + e.getMessage());
        }
    }

    private static Optional<Long> number(Request request, String name, long otherwise) {
        try {
            return Optional.of(parameter(request, name).map(Long::parseLong).orElse(otherwise));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(Request request, String name) {
        List<String> values = new QueryStringDecoder(request.target()).parameters().get(name);
        return Optional.ofNullable(values).map(List::getFirst);
    }
}
