package dev.mesoschaos.testbed.process;

import java.lang.reflect.Proxy;

/** Signals that other processes, or a person at a terminal, send to this one. */
public final class Signals {

    private Signals() {}

    /**
     * Calls {@code handler} on each signal of a kind, in a thread of its own, and does nothing else on it any more.
     *
     * @param name as {@code INT} or {@code USR1}
     * @throws IllegalStateException when this Java does not let programs handle signals
     */
    public static void on(String name, Runnable handler) {
        try {
            // By reflection, because javac warns of these classes and no option silences just that.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object adapter = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        handler.run();
                        return null;
                    });
            Object one = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handlerType).invoke(null, one, adapter);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "cannot handle SIG" + name + "; run on a JDK with the module jdk.unsupported", e);
        }
    }
}
