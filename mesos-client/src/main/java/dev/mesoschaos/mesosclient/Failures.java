package dev.mesoschaos.mesosclient;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Says what an I/O error means for the caller: nobody there, somebody who is not trusted, or somebody who talks nonsense. */
final class Failures {

    private Failures() {}

    /**
     * Makes the exception for an error.
     *
     * @param what names the peer and what was asked of it
     * @param sent whether the peer may have received the request
     */
    static MesosException of(String what, IOException error, boolean sent, PeerText words) {
        String message = what + ": " + words.printable(error.getMessage());
        Throwable cause = words.printable(error);
        if (isDistrust(error)) {
            return new MesosException.Untrusted(message, cause);
        }
        if (isNonsense(error)) {
            return new MesosException.Malformed(message, cause);
        }
        return new MesosException.Unreachable(message, sent, error instanceof InterruptedIOException, cause);
    }

    /** A handshake that broke because the connection did is none. */
    private static boolean isDistrust(IOException error) {
        return error instanceof SSLException && chain(error).noneMatch(e ->
                e instanceof EOFException || e instanceof SocketException || e instanceof InterruptedIOException);
    }

    private static boolean isNonsense(IOException error) {
        boolean brokeOff = String.valueOf(error.getMessage()).startsWith("unexpected end of stream");
        return !brokeOff && chain(error).anyMatch(e -> e instanceof ProtocolException || e instanceof ZipException
                || e instanceof DataFormatException);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, e -> e != null, Throwable::getCause);
    }
}
