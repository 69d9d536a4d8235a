package dev.mesoschaos.mesosclient;

/**
 * Leaves the stream of a master as soon as another is known to lead. A leader that was deposed by a broken network keeps its
 * streams open and silent (mesos-facts section 11, 14).
 */
final class ElectionWatch {

    private final Runnable wake;
    private EventStream current;
    private ElectedMaster meanwhile;

    /** A watch that calls {@code wake} after each election. */
    ElectionWatch(Runnable wake) {
        this.wake = wake;
    }

    void elected(ElectedMaster leader) {
        synchronized (this) {
            meanwhile = leader;
            leaveIfDeposed();
        }
        wake.run();
    }

    /** What was known before an attempt is older than what the masters say during it. */
    synchronized void attemptBegins() {
        meanwhile = null;
    }

    synchronized void reads(EventStream stream) {
        current = stream;
        leaveIfDeposed();
    }

    synchronized void readsNone() {
        current = null;
    }

    /** Whether there was an election since the last attempt began. */
    synchronized boolean heardOfOne() {
        return meanwhile != null;
    }

    private void leaveIfDeposed() {
        if (current != null && meanwhile != null && !meanwhile.is(current.master())) {
            current.cancel(new MesosException.Unavailable(
                    current.master() + " leads no more: " + meanwhile.address() + " was elected"));
        }
    }
}
