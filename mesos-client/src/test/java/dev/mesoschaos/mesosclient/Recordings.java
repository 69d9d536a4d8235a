package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okio.ByteString;

/** What a real Mesos 1.11.0 cluster sent; the files are bytes as received, or the same decoded as JSON. */
final class Recordings {

    private static final String FOLDER = "/recordings/mesos-1.11.0/";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private Recordings() {}

    static ByteString bytes(String file) {
        try (InputStream in = Recordings.class.getResourceAsStream(FOLDER + file)) {
            return ByteString.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String file) {
        try {
            return MAPPER.readTree(bytes(file).toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The decoded events of a stream, under {@code events} or {@code records}, as messages. */
    static <M extends Message> List<M> events(String file, M prototype) {
        JsonNode root = json(file);
        return StreamSupport.stream(root.path(root.has("events") ? "events" : "records").spliterator(), false)
                .filter(entry -> entry.has("event")).map(entry -> message(entry.get("event"), prototype)).toList();
    }

    static <M extends Message> M message(JsonNode node, M prototype) {
        byte[] text = node.toString().getBytes(StandardCharsets.UTF_8);
        return WireFormat.JSON.read(prototype, text, 0, text.length);
    }

    /** The names of the JSON files of a folder. */
    static List<String> answers(String folder) {
        try (Stream<Path> files = Files.list(Path.of(Recordings.class.getResource(FOLDER + folder).toURI()))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted()
                    .map(name -> folder + "/" + name).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("no recordings in " + folder, e);
        }
    }
}
