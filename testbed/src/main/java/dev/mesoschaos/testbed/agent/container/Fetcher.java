package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Brings the URIs of a command into its sandbox: {@code file://}, plain absolute paths, {@code http://} and
 * {@code https://}. Archives ({@code .tar}, {@code .tar.gz}, {@code .tgz}, {@code .tar.bz2}, {@code .tbz2}, {@code .tar.xz},
 * {@code .txz}, {@code .gz}, {@code .zip}) are extracted beside themselves unless {@code extract} is false or the URI is
 * executable. Nothing is cached.
 */
public final class Fetcher {

    private static final Set<PosixFilePermission> EXECUTE = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private final OkHttpClient client = new OkHttpClient();

    /**
     * Fetches all; blocks meanwhile.
     *
     * @throws IOException that says which URI could not be had and why
     */
    public void fetch(List<CommandInfo.URI> uris, Path sandbox) throws IOException {
        for (CommandInfo.URI uri : uris) {
            try {
                fetch(uri, sandbox);
            } catch (IOException e) {
                throw new IOException("Failed to fetch '" + uri.getValue() + "': " + e.getMessage(), e);
            }
        }
    }

    private void fetch(CommandInfo.URI uri, Path sandbox) throws IOException {
        Path target = sandbox.resolve(name(uri)).normalize();
        if (!target.startsWith(sandbox) || target.equals(sandbox)) {
            throw new IOException("its file would be outside of the sandbox");
        }
        Files.createDirectories(target.getParent());
        copy(uri.getValue(), target);
        if (uri.getExecutable()) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.addAll(EXECUTE);
            Files.setPosixFilePermissions(target, permissions);
        } else if (uri.getExtract()) {
            extract(target);
        }
    }

    private static String name(CommandInfo.URI uri) {
        if (uri.hasOutputFile()) {
            return uri.getOutputFile();
        }
        String path = uri.getValue().replaceFirst("[?#].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void copy(String uri, Path target) throws IOException {
        if (uri.startsWith("http://") || uri.startsWith("https://")) {
            try (Response response = client.newCall(new Request.Builder().url(uri).build()).execute()) {
                if (!response.isSuccessful()) {
                    throw new IOException("the server answered " + response.code());
                }
                try (InputStream content = response.body().byteStream()) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return;
        }
        Path source = Path.of(uri.startsWith("file://") ? uri.substring("file://".length()) : uri);
        if (!source.isAbsolute()) {
            throw new IOException("expected file://, http://, https:// or an absolute path");
        }
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void extract(Path archive) throws IOException {
        String file = archive.getFileName().toString();
        if (file.matches(".*\\.(tar|tgz|tbz2|txz|tar\\.(gz|bz2|xz))")) {
            run(archive, "tar", "-xf", file);
        } else if (file.endsWith(".zip")) {
            run(archive, "unzip", "-q", "-o", file);
        } else if (file.endsWith(".gz")) {
            run(archive, "gunzip", "-k", "-f", file);
        }
    }

    private static void run(Path archive, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(archive.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("'" + String.join(" ", command) + "' failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while extracting", e);
        }
    }
}
