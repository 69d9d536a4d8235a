package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Sees to it that tests which say that they {@link Breaks break} a fault have broken it at each of its commands. */
public final class Broken implements AfterEachCallback, AfterAllCallback {

    private static final Map<String, Set<Integer>> AT = new ConcurrentHashMap<>();
    private static final Map<String, Integer> OF = new ConcurrentHashMap<>();
    private final Set<Method> ran = ConcurrentHashMap.newKeySet();

    /** Notes that a fault failed at its k-th command of so many, and was undone completely. */
    public static void at(String fault, int k, int of) {
        AT.computeIfAbsent(fault, id -> new ConcurrentSkipListSet<>()).add(k);
        OF.merge(fault, of, Math::max);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ran.add(context.getRequiredTestMethod());
    }

    /** Somebody who runs one test of a class alone does not ask for the others. */
    @Override
    public void afterAll(ExtensionContext context) {
        Class<?> tests = context.getRequiredTestClass();
        if (!ran.containsAll(AnnotationSupport.findAnnotatedMethods(tests, Testable.class, HierarchyTraversalMode.TOP_DOWN))) {
            return;
        }
        for (String fault : tests.getAnnotation(Breaks.class).value()) {
            assertThat(AT.getOrDefault(fault, Set.of()))
                    .as("the commands at which %s let %s fail", tests.getSimpleName(), fault)
                    .isNotEmpty()
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, OF.getOrDefault(fault, 0)).boxed().toList());
        }
    }
}
