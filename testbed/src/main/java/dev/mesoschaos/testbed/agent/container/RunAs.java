package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * The user whom a command runs as: the one of its CommandInfo, else that of its framework. Only an agent of the machine's
 * root can choose; any other ignores the framework's user and refuses a command that names one.
 */
public record RunAs(Optional<UserPrincipal> user) {

    /** Nobody but the user of the agent. */
    public static final RunAs AGENT = new RunAs(Optional.empty());

    private static final String EVERY_USER = "4294967295";

    /**
     * Finds the user.
     *
     * @throws IOException with the reason when the command cannot run as whom it names
     */
    public static RunAs of(CommandInfo command, FrameworkInfo framework) throws IOException {
        String wanted = command.hasUser() ? command.getUser() : framework.getUser();
        if (wanted.isEmpty() || wanted.equals(System.getProperty("user.name"))) {
            return AGENT;
        }
        if (!isRoot()) {
            if (command.hasUser()) {
                throw new IOException("the agent does not run as root, so it cannot run a command as user '" + wanted
                        + "'; leave 'user' out of the command, or start the agent as root");
            }
            return AGENT;
        }
        try {
            Path root = Path.of("/");
            return new RunAs(Optional.of(
                    root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(wanted)));
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("user '" + wanted + "' does not exist on this host; name one that does", e);
        }
    }

    /** The command that changes the user and then runs {@code command}. */
    public List<String> command(List<String> command) throws IOException {
        if (user.isEmpty()) {
            return command;
        }
        List<String> change = List.of("setpriv", "--reuid=" + user.get().getName(),
                "--regid=" + group(user.get()),
                "--init-groups", "--");
        return Stream.of(change, command).flatMap(List::stream).toList();
    }

    /** Gives the user everything in a sandbox. */
    public void own(Path sandbox) throws IOException {
        if (user.isEmpty()) {
            return;
        }
        Files.walkFileTree(sandbox, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(user.get());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** In a user namespace, where root can become nobody else, its map is shorter than the numbers there are. */
    private static boolean isRoot() throws IOException {
        boolean zero = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return zero && Files.readString(Path.of("/proc/self/uid_map")).strip().endsWith(EVERY_USER);
    }

    private static String group(UserPrincipal user) throws IOException {
        Process id = new ProcessBuilder("id", "-g", user.getName()).redirectError(Redirect.DISCARD).start();
        String group = new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (group.isEmpty()) {
            throw new IOException("user '" + user.getName() + "' has no group on this host; name another one");
        }
        return group;
    }
}
