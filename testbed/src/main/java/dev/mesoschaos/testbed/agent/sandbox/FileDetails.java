package dev.mesoschaos.testbed.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FileInfo;
import org.apache.mesos.v1.Protos.TimeInfo;

/**
 * One file as {@code ls -l} would tell it.
 *
 * @param path as the asker knows it
 * @param mode the number of st_mode, with the type of the file
 */
public record FileDetails(
        String path, int links, long sizeBytes, FileTime modified, int mode, String user, String group) {

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;
    private static final String LETTERS = "rwxrwxrwx";

    static FileDetails of(Path file, String path) throws IOException {
        Map<String, Object> all = Files.readAttributes(
                file, "unix:nlink,size,lastModifiedTime,mode,owner,group", LinkOption.NOFOLLOW_LINKS);
        return new FileDetails(
                path,
                (int) all.get("nlink"),
                (long) all.get("size"),
                (FileTime) all.get("lastModifiedTime"),
                (int) all.get("mode"),
                all.get("owner").toString(),
                all.get("group").toString());
    }

    /** The mode in letters, such as {@code -rw-r--r--}. */
    public String letters() {
        int type = mode & TYPE;
        StringBuilder letters = new StringBuilder(type == DIRECTORY ? "d" : type == LINK ? "l" : "-");
        for (int i = 0; i < LETTERS.length(); i++) {
            boolean set = (mode >> (LETTERS.length() - 1 - i) & 1) == 1;
            letters.append(set ? LETTERS.charAt(i) : '-');
        }
        return letters.toString();
    }

    /** As LIST_FILES tells it. */
    public FileInfo toMessage() {
        return FileInfo.newBuilder()
                .setPath(path)
                .setNlink(links)
                .setSize(sizeBytes)
                .setMtime(TimeInfo.newBuilder().setNanoseconds(modified.to(TimeUnit.NANOSECONDS)))
                .setMode(mode)
                .setUid(user)
                .setGid(group)
                .build();
    }
}
