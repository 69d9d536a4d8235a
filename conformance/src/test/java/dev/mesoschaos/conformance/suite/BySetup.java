package dev.mesoschaos.conformance.suite;

import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Tests that can share a cluster one after another, those that wreck it last; else by number. */
final class BySetup implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(BySetup::flags)
                .thenComparing(BySetup::wrecks)
                .thenComparingInt(BySetup::number));
    }

    private static String flags(MethodDescriptor method) {
        return setup(method)
                .map(setup -> setup.masters() + " " + setup.agents() + " " + String.join(" ", setup.masterFlags()) + " "
                        + String.join(" ", setup.agentFlags()))
                .orElse("");
    }

    private static boolean wrecks(MethodDescriptor method) {
        return setup(method).map(Setup::wrecks).orElse(false);
    }

    private static int number(MethodDescriptor method) {
        return method.findAnnotation(Statement.class).map(Statement::value).orElse(0);
    }

    private static Optional<Setup> setup(MethodDescriptor method) {
        return method.findAnnotation(Setup.class);
    }
}
