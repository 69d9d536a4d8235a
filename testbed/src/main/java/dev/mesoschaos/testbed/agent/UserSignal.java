package dev.mesoschaos.testbed.agent;

import java.lang.reflect.Proxy;

/** SIGUSR1, by which operators take an agent out of the cluster. */
final class UserSignal {

    private UserSignal() {}

    /**
     * Calls {@code handler} on each SIGUSR1.
     *
     * @throws IllegalStateException when this Java does not let programs handle signals
     */
    static void onUsr1(Runnable handler) {
        try {
            // By reflection, because javac warns of these classes and no option silences just that.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object adapter = Proxy.newProxyInstance(
                    UserSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        handler.run();
                        return null;
                    });
            Object usr1 = signal.getConstructor(String.class).newInstance("USR1");
            signal.getMethod("handle", signal, handlerType).invoke(null, usr1, adapter);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot handle SIGUSR1; run on a JDK with the module jdk.unsupported", e);
        }
    }
}
