package dev.mesoschaos.scenarios.model;

/** The part of a run an objective is about. */
public sealed interface Scope {

    /** From the start of the method to the end of the recovery. */
    record WholeMethod() implements Scope {
        @Override
        public String toString() {
            return "method and recovery";
        }
    }

    /** {@code during: STEP}: from the verified effect of a step's fault to its verified undo. */
    record During(String step) implements Scope {
        @Override
        public String toString() {
            return "during " + step;
        }
    }

    /** {@code after: STEP}: from the verified undo of a step's fault to the end of the recovery. */
    record After(String step) implements Scope {
        @Override
        public String toString() {
            return "after " + step;
        }
    }
}
