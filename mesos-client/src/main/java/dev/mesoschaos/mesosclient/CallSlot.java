package dev.mesoschaos.mesosclient;

import okhttp3.Call;

/** The HTTP call that is under way in some thread, so that another thread can end it and all that would follow. */
final class CallSlot {

    private Call current;
    private boolean cancelled;

    synchronized void hold(Call call) {
        current = call;
        if (cancelled) {
            call.cancel();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }
}
