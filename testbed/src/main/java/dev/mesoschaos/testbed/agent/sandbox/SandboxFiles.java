package dev.mesoschaos.testbed.agent.sandbox;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files below certain directories, each attached under a name, as Mesos attaches sandboxes. A path is the name of a
 * directory and what is below it; nothing else can be reached, not by {@code ..} and not by a link that leads out.
 */
public final class SandboxFiles {

    /** What one answer holds at most: 16 pages. */
    public static final int LONGEST_READ_BYTES = 16 * 4096;

    private final Map<String, Path> attached;

    /** The directories that may be read, by the names they are known by. */
    public SandboxFiles(Map<String, Path> attached) {
        this.attached = Map.copyOf(attached);
    }

    /**
     * A piece of a file.
     *
     * @param sizeBytes of the whole file
     */
    public record Piece(ByteString data, long sizeBytes) {}

    /** The names and what they stand for. */
    public Map<String, Path> attached() {
        return attached;
    }

    /** The file or directory of a path; empty when there is none or it may not be seen. */
    public Optional<Path> find(String path) {
        String name = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (Map.Entry<String, Path> directory : attached.entrySet()) {
            if (name.equals(directory.getKey()) || name.startsWith(directory.getKey() + "/")) {
                Path file = directory.getValue().resolve(name.substring(directory.getKey().length()).replaceFirst("^/+", ""));
                return Optional.of(file).filter(found -> isInside(found, directory.getValue()));
            }
        }
        return Optional.empty();
    }

    private static boolean isInside(Path file, Path directory) {
        try {
            return file.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * What a directory holds, sorted by name.
     *
     * @param path as the asker knows it
     * @throws IOException when {@code directory} cannot be read
     */
    public static List<FileDetails> list(Path directory, String path) throws IOException {
        String parent = path.endsWith("/") ? path : path + "/";
        List<FileDetails> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                found.add(FileDetails.of(file, parent + file.getFileName()));
            }
        }
        return found;
    }

    /**
     * Reads at most {@code length} bytes, and never more than {@link #LONGEST_READ_BYTES}.
     *
     * @throws IOException when {@code file} cannot be read
     */
    public static Piece read(Path file, long offset, long length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long wanted = Math.clamp(Math.min(length, size - offset), 0, LONGEST_READ_BYTES);
            ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(wanted));
            channel.position(offset);
            while (data.hasRemaining() && channel.read(data) >= 0) {}
            return new Piece(ByteString.copyFrom(data.flip()), size);
        }
    }
}
