package dev.mesoschaos.testbed.files;

import com.google.protobuf.ByteString;
import dev.mesoschaos.testbed.api.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FileInfo;
import org.apache.mesos.v1.Protos.TimeInfo;

/** What is attached under which name. Any thread may use it. */
public final class VirtualFiles {

    /** As much as one answer has, whatever was asked for: 16 pages. */
    private static final int MAX_BYTES = 16 * 4096;

    private static final int DIRECTORY = 0x4000;
    private static final int REGULAR = 0x8000;

    private final Map<String, Path> attached = new ConcurrentSkipListMap<>();

    /**
     * A part of a file.
     *
     * @param size of the whole file, or where the part begins when nothing but the size was asked for
     */
    public record Part(long size, ByteString data) {}

    /** Shows a file or directory under {@code name}, which begins with a slash. */
    public void attach(String name, Path path) {
        attached.put(name, path);
    }

    /** All that is attached. */
    public Map<String, String> attachments() {
        Map<String, String> all = new TreeMap<>();
        attached.forEach((name, path) -> all.put(name, path.toString()));
        return all;
    }

    /**
     * The content of a directory; of a file there is none.
     *
     * @throws Refusal when there is no such path
     */
    public List<FileInfo> list(String name) {
        Path path = resolve(name);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        String prefix = name.endsWith("/") ? name : name + "/";
        List<FileInfo> infos = new ArrayList<>();
        try (Stream<Path> children = Files.list(path)) {
            for (Path child : children.sorted().toList()) {
                info(prefix + child.getFileName(), child).ifPresent(infos::add);
            }
        } catch (IOException e) {
            throw new Refusal(500, "Cannot list '" + name + "': " + e.getMessage());
        }
        return infos;
    }

    /**
     * A part of a file; past its end there is nothing.
     *
     * @param offset in bytes; -1 asks for the size alone
     * @throws Refusal when there is no such file
     */
    public Part read(String name, long offset, Optional<Long> length) {
        Path path = resolve(name);
        if (Files.isDirectory(path)) {
            throw new Refusal(400, "Cannot read from a directory.");
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long size = file.length();
            if (offset < 0) {
                return new Part(size, ByteString.EMPTY);
            }
            long wanted = Math.min(length.orElse((long) MAX_BYTES), MAX_BYTES);
            byte[] data = new byte[(int) Math.max(0, Math.min(wanted, size - offset))];
            file.seek(offset);
            file.readFully(data);
            return new Part(size, ByteString.copyFrom(data));
        } catch (IOException e) {
            throw new Refusal(500, "Cannot read '" + name + "': " + e.getMessage());
        }
    }

    /**
     * The path behind a name; a file within an attached directory is there too, one outside of it never.
     *
     * @throws Refusal when there is none: 404 without a text
     */
    public Path resolve(String name) {
        String prefix = attachment(name).orElseThrow(() -> new Refusal(404, ""));
        Path root = attached.get(prefix);
        return inside(root, root.resolve(clean(name).substring(prefix.length()).replaceFirst("^/", "")));
    }

    /** The name of what was attached that this name leads to, whether there is such a file in it or not. */
    public Optional<String> attachment(String name) {
        for (String prefix = clean(name); !prefix.isEmpty(); ) {
            if (attached.containsKey(prefix)) {
                return Optional.of(prefix);
            }
            prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        }
        return Optional.empty();
    }

    private static String clean(String name) {
        return name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static Path inside(Path root, Path path) {
        try {
            Path real = path.toRealPath();
            if (real.startsWith(root.toRealPath())) {
                return real;
            }
        } catch (IOException e) {
            // It is not there, whatever the reason.
        }
        throw new Refusal(404, "");
    }

    private static Optional<FileInfo> info(String name, Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String permissions = PosixFilePermissions.toString(found.permissions());
        int mode = found.isDirectory() ? DIRECTORY : REGULAR;
        for (int i = 0; i < permissions.length(); i++) {
            mode |= permissions.charAt(i) == '-' ? 0 : 1 << (permissions.length() - 1 - i);
        }
        return Optional.of(FileInfo.newBuilder()
                .setPath(name)
                .setNlink((Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS))
                .setSize(found.size())
                .setMtime(TimeInfo.newBuilder()
                        .setNanoseconds(found.lastModifiedTime().toMillis() / 1000 * 1_000_000_000L))
                .setMode(mode)
                .setUid(found.owner().getName())
                .setGid(found.group().getName())
                .build());
    }
}
