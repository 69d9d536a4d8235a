package dev.mesoschaos.conformance.suite;

import java.io.IOException;

/** The process that started this one and holds the other end of its standard input. */
final class Parent {

    private Parent() {}

    /** Ends this process, and so the cluster in its enclosure, when the parent is gone. */
    static void endWithIt() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is ever said; only the end counts.
                }
            } catch (IOException e) {
                // As good as the end.
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
