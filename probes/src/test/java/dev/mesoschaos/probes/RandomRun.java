package dev.mesoschaos.probes;

import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The journal of a run as it may have been, with all that may go wrong in one: tasks that are lost, replaced too early or
 * never, that live on or come back; agents that are cut off or drained; elections after which Mesos is asked about tasks,
 * and answers right or wrong. What Mesos says, happens at whole and half seconds, and what tasks say, 0.2 s after these.
 */
public final class RandomRun {

    /** When the steady state before the method was established. */
    public static final double STEADY = 5;

    /** When measuring ended. */
    public static final double END = 40;

    private static final String SCENARIO =
            """
            workload:
              - {app: web, instances: 3, http: {}, spread: rack}
              - {app: mute, instances: 1, http: {}}
              - {app: job, instances: 2, command: "sleep 1000", spread: rack}
            """;

    private static final List<Visibility> FAULTS =
            List.of(Visibility.AGENT_SILENT, Visibility.AGENT_SILENT, Visibility.TASKS_DRAINED, Visibility.TASK_ENDS);

    private static final List<String> FORGOTTEN = List.of("TASK_UNKNOWN", "TASK_GONE", "TASK_DROPPED", "TASK_LOST");

    private final Random random;
    private final Journals journal = new Journals().scenario(SCENARIO).cluster();
    private final List<String> tasks = new ArrayList<>();

    private RandomRun(long seed) {
        random = new Seed(seed).stream("run");
    }

    /** The same seed always gives the same. */
    public static Journals of(long seed) {
        return new RandomRun(seed).drawn();
    }

    private Journals drawn() {
        if (!oneIn(10)) {
            journal.steady(4, STEADY);
        }
        journal.phase(Phase.METHOD, STEADY + 0.5);
        for (int agent = 1; agent <= 6; agent++) {
            journal.agent("a" + agent, "active", 0.5);
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            fault("step" + n);
        }
        for (int slot = 1; slot <= 3; slot++) {
            slot("web." + slot, "a" + (2 * slot - 1), true);
        }
        slot("mute.1", "a2", false);
        slot("job.1", "a2", false);
        slot("job.2", "a4", false);
        for (int n = random.nextInt(3); n > 0; n--) {
            election();
        }
        for (int n = random.nextInt(20); n > 0; n--) {
            journal.canaryOn("a" + (1 + random.nextInt(6)), half(1, END));
        }
        end();
        return journal;
    }

    private void fault(String step) {
        Visibility visibility = FAULTS.get(random.nextInt(FAULTS.size()));
        String host = "a" + (1 + random.nextInt(6));
        double active = half(7, 25);
        double verified = active + (oneIn(3) ? 0.5 : 0);
        journal.fault(step, visibility, List.of(host), active, verified);
        double undone = verified + half(1, 12);
        boolean comesBack = !oneIn(4);
        if (comesBack) {
            journal.undone(step, undone);
        }
        if (visibility == Visibility.AGENT_SILENT && undone > active + 3) {
            silent(host, active, undone, comesBack);
        }
    }

    private void silent(String host, double active, double undone, boolean comesBack) {
        double lost = active + 3 + half(0, 1);
        if (!oneIn(5)) {
            journal.agent(host, "unreachable", lost);
        }
        if (oneIn(6)) {
            journal.agent(host, "active", lost + half(0, 3));
        }
        if (comesBack) {
            journal.agent(host, "active", Math.max(undone, lost) + half(0.5, 2));
        }
    }

    /** Tasks that stand for an instance, one after another for the most part. */
    private void slot(String slot, String host, boolean speaks) {
        double next = half(1, 2);
        String where = host;
        for (int attempt = 1; next < END - 1; attempt++) {
            double from = next;
            String task = slot + "-" + attempt;
            tasks.add(task);
            journal.launched(task, where, from, attempt == 1 ? null : slot + "-" + (attempt - 1));
            starts(task, from);
            double lost = oneIn(2) ? END + 1 : Math.max(from + 2, half(8, END + 8));
            double lastWord = ends(task, lost);
            if (speaks && !oneIn(12)) {
                speaks(task, from + 0.7, lastWord);
            }
            next = oneIn(8) ? END : lost + half(0, 2) - (oneIn(10) ? 5 : 0);
            next = Math.max(next, from + 2);
            where = oneIn(3) ? "a" + (1 + random.nextInt(6)) : host;
        }
    }

    private void starts(String task, double launched) {
        if (oneIn(2)) {
            journal.update(task, "TASK_STARTING", launched);
        }
        journal.update(task, "TASK_RUNNING", launched + half(0, 1));
        if (oneIn(6)) {
            journal.update(task, "TASK_RUNNING", launched + 1.5);
        }
        if (oneIn(20)) {
            // News that was overtaken.
            journal.update(task, "TASK_STARTING", launched + 1.5).update(task, "TASK_RUNNING", launched + 2);
        }
    }

    /** What Mesos says of a task's end; tells when the task itself falls silent. */
    private double ends(String task, double lost) {
        if (lost >= END) {
            return oneIn(12) ? END - half(1, 6) : END;
        }
        switch (random.nextInt(4)) {
            case 0 -> journal.update(task, "TASK_FAILED", lost);
            case 1 -> journal.update(task, "TASK_KILLING", lost - 0.5).update(task, "TASK_KILLED", lost);
            default -> {
                return unreachable(task, lost);
            }
        }
        return oneIn(8) ? half(lost, END) : lost;
    }

    private double unreachable(String task, double lost) {
        journal.update(task, "TASK_UNREACHABLE", lost);
        if (oneIn(2)) {
            return lost - half(0.5, 4);
        }
        double back = lost + half(1, 6);
        journal.update(task, "TASK_RUNNING", "REASON_AGENT_REREGISTERED", back);
        if (oneIn(3)) {
            return END;
        }
        double killed = back + half(0, 3);
        journal.update(task, "TASK_KILLED", killed);
        return oneIn(6) ? half(killed, END) : killed;
    }

    private void speaks(String task, double from, double to) {
        double last = Math.max(from + 0.5, to);
        double gap = oneIn(4) ? half(from + 1, END) : END;
        for (double at = from; at <= last; at += 0.5) {
            if (at < gap || at > gap + 4) {
                journal.mark(task, Event.Mark.BEAT, at);
            }
        }
        if (oneIn(4) && to < END) {
            journal.mark(task, Event.Mark.STOP, last + 0.5);
        }
    }

    /** After an election the framework asks about its tasks; the most are known. */
    private void election() {
        double gone = half(6, 36);
        journal.leader("", gone).leader("m2", gone + 1);
        for (String task : tasks) {
            if (oneIn(20)) {
                journal.update(task, FORGOTTEN.get(random.nextInt(4)), "REASON_RECONCILIATION", gone + 1.5);
            }
        }
    }

    private void end() {
        if (oneIn(2)) {
            journal.logs(1000);
        } else if (oneIn(2)) {
            journal.logs(1000, "F1123 Check failed: x", "*** SIGSEGV");
        }
        if (oneIn(20)) {
            journal.mark("ghost.1-1", Event.Mark.BEAT, half(20, END - 1) + 0.2);
        }
        if (!oneIn(5)) {
            double recovered = half(26, END);
            journal.recovered(recovered - 1, recovered);
        } else if (oneIn(2)) {
            journal.notRecovered(END - 0.5, "1 instance missing");
        }
        journal.phase(Phase.CLOSING, END);
        tasks.forEach(task -> journal.update(task, "TASK_KILLED", END + 1));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** A whole or half second, the first included. */
    private double half(double from, double to) {
        return Math.ceil(from * 2) / 2 + random.nextInt(Math.max(1, (int) Math.round((to - from) * 2))) / 2.0;
    }
}
