package dev.mesoschaos.testbed.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compression of complete answers; streams never are (mesos-facts section 0, J12). */
final class Gzip {

    private static final int MIN_BYTES = 1024;

    private Gzip() {}

    static boolean wanted(Request request, Response response) {
        return response.body().length >= MIN_BYTES
                && request.header("Accept-Encoding").filter(accepted -> accepted.contains("gzip")).isPresent();
    }

    static byte[] compress(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }
}
