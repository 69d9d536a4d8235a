package dev.mesoschaos.testbed.master;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which a master ends itself, in the words of Mesos' log; a supervisor starts it again. */
final class MasterExit {

    /** How a shell and supervisors see SIGABRT. */
    private static final int ABORTED = 128 + 6;

    private static final Logger LOG = LoggerFactory.getLogger(MasterExit.class);

    private MasterExit() {}

    /** Something that a leader must not live with. */
    static void fail(String why) {
        LOG.error("{}... committing suicide!", why);
        now();
    }

    /** What the registry does not take ends Mesos by SIGABRT (mesos-facts section 12, 59). */
    static void abort(String why) {
        LOG.error("{}", why);
        halt(ABORTED);
    }

    /** With status 1, as a leader that is none any more. */
    static void now() {
        halt(1);
    }

    private static void halt(int status) {
        // Exit hooks could hang on the very connections that are broken.
        Runtime.getRuntime().halt(status);
    }
}
