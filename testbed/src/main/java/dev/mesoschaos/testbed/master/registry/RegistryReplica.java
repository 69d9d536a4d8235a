package dev.mesoschaos.testbed.master.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * One master's copy of the registry on its disk. It follows the newest leader it has promised to: an older one cannot
 * write any more (the acceptor of Paxos, for one value). A wiped replica votes with nothing, which real Mesos forbids,
 * so keep a quorum of work directories.
 */
public final class RegistryReplica {

    private final Path file;
    private Vote vote;

    /**
     * What a replica holds.
     *
     * @param voting whether it is neither new nor wiped
     * @param promised no leader with a lower epoch may write
     * @param epoch of the leader that wrote last, 0 when nobody has
     * @param content what it wrote
     */
    record Vote(boolean voting, long promised, long epoch, ByteBuffer content) {

        byte[] bytes() {
            byte[] copy = new byte[content.remaining()];
            content.duplicate().get(copy);
            return copy;
        }
    }

    /**
     * Opens the replica below a work directory, creating it when there is none.
     *
     * @throws IOException when the directory cannot be used
     */
    public RegistryReplica(Path workDir) throws IOException {
        Path directory = Files.createDirectories(workDir.resolve("replicated_log"));
        this.file = directory.resolve("registry");
        this.vote = Files.exists(file) ? read(file) : new Vote(false, 0, 0, ByteBuffer.allocate(0));
    }

    synchronized Vote vote() {
        return vote;
    }

    /** Promises to follow a leader, if it is newer than any before; answers what the replica holds then. */
    synchronized Vote promise(long epoch) throws IOException {
        if (vote.voting && epoch > vote.promised) {
            save(new Vote(true, epoch, vote.epoch, vote.content));
        }
        return vote;
    }

    /** Begins to vote, with nothing, and promises; for replicas that are all new. */
    synchronized Vote initialise(long epoch) throws IOException {
        if (!vote.voting) {
            save(new Vote(true, epoch, 0, vote.content));
        }
        return promise(epoch);
    }

    /**
     * Accepts what a leader writes, unless a newer one was promised to. A replica that joined after the leader had its
     * quorum was never asked to promise.
     */
    synchronized boolean accept(long epoch, byte[] content) throws IOException {
        if (epoch < vote.promised) {
            return false;
        }
        save(new Vote(true, epoch, epoch, ByteBuffer.wrap(content.clone())));
        return true;
    }

    private void save(Vote next) throws IOException {
        Path draft = file.resolveSibling("registry.draft");
        try (FileChannel channel = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream stream = Channels.newOutputStream(channel)) {
            stream.write(encode(next));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        vote = next;
    }

    /** The form on disk and between masters. */
    static byte[] encode(Vote vote) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(vote.voting);
            out.writeLong(vote.promised);
            out.writeLong(vote.epoch);
            out.write(vote.bytes());
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    static Vote decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Vote(in.readBoolean(), in.readLong(), in.readLong(), ByteBuffer.wrap(in.readAllBytes()));
        }
    }

    private static Vote read(Path file) throws IOException {
        return decode(Files.readAllBytes(file));
    }
}
