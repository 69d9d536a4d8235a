package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.verdict.Verdict;

/** Colours, or none. */
record Paint(boolean on) {

    private static final String BOLD = "1";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    String bold(String text) {
        return with(BOLD, text);
    }

    String alarming(String text) {
        return with(RED, text);
    }

    String verdict(Verdict verdict) {
        return with(
                switch (verdict) {
                    case PASSED -> GREEN;
                    case SKIPPED, INCONCLUSIVE -> YELLOW;
                    case FAILED, ABORTED, ERROR, DIRTY -> RED;
                },
                verdict.name());
    }

    private String with(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
