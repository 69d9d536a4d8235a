package dev.mesoschaos.mesosclient;

/**
 * Why a call or a stream of the Mesos API failed. The kinds say whether the same request may succeed later; the message
 * names the peer and what was wrong, and never holds credentials.
 */
public abstract sealed class MesosException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MesosException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the same request can succeed later without anyone changing it. */
    public abstract boolean retryable();

    /**
     * No answer: nobody listens, the connection broke, or the time was up. Whether the request took effect is unknown
     * unless {@link #sent} is false. Worth a retry.
     */
    public static final class Unreachable extends MesosException {

        private static final long serialVersionUID = 1L;

        private final boolean sent;
        private final boolean timedOut;

        Unreachable(String message, boolean sent, boolean timedOut, Throwable cause) {
            super(message, cause);
            this.sent = sent;
            this.timedOut = timedOut;
        }

        /** False when it is certain that the peer never received the request. */
        public boolean sent() {
            return sent;
        }

        /** Whether it was the time that ended the wait, and not the connection. */
        public boolean timedOut() {
            return timedOut;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /**
     * An answer that there is no service now: no leader, still recovering, redirects that lead nowhere (status 503 or 307;
     * mesos-facts 1.2). Worth a retry.
     */
    public static final class Unavailable extends MesosException {

        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message, null);
        }

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /**
     * The framework holds no live subscription at this moment; its client subscribes again by itself. Worth a retry, which
     * may have to wait for {@link SchedulerListener#subscribed}.
     */
    public static final class NotSubscribed extends MesosException {

        private static final long serialVersionUID = 1L;

        NotSubscribed(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** Mesos understood who asked for what and said no (mesos-facts 1.2, 1.3). */
    public static final class Refused extends MesosException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String reason;

        Refused(String message, int status, String reason) {
            super(message, null);
            this.status = status;
            this.reason = reason;
        }

        /** The HTTP status, 400 to 599 and not 503. */
        public int status() {
            return status;
        }

        /** Mesos' own words, at most 500 characters; may be empty. */
        public String reason() {
            return reason;
        }

        /** True for 409 (another change is under way) and for failures of the server (500, 502, 504). */
        @Override
        public boolean retryable() {
            return status == 409 || (status >= 500 && status != 501);
        }
    }

    /**
     * The peer could not be trusted, so nothing was sent: its certificate is expired, signed by none of the trusted, or for
     * another host, or it speaks no TLS that is accepted here. No retry helps until someone changes a setting.
     */
    public static final class Untrusted extends MesosException {

        private static final long serialVersionUID = 1L;

        Untrusted(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * The peer sent what is no answer of Mesos: a wrong content type, bytes that do not parse, broken framing, more than the
     * limit, a redirect that may not be followed. No retry helps as long as it is that peer.
     */
    public static final class Malformed extends MesosException {

        private static final long serialVersionUID = 1L;

        Malformed(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }
}
