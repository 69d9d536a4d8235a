package dev.mesoschaos.conformance.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.conformance.bed.Bed;
import java.io.PrintStream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The process that tests statements, inside the enclosure that the cluster needs: {@code SuiteMain STATEMENTS}.
 *
 * <p>Each line on its standard output is one {@link Outcome}; the end of its standard input ends it.
 */
public final class SuiteMain {

    private SuiteMain() {}

    /** Tests the statements that the argument selects. */
    public static void main(String[] arguments) {
        PrintStream outcomes = System.out;
        // A test that prints would corrupt the outcomes.
        System.setOut(System.err);
        Selection selection = Selection.parse(arguments[0]);
        Parent.endWithIt();
        LauncherFactory.create().execute(request(selection), new OutcomeLines(outcomes, new ObjectMapper()));
        outcomes.flush();
        Runtime.getRuntime().halt(0);
    }

    private static LauncherDiscoveryRequest request(Selection selection) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(SuiteMain.class.getPackageName().replaceFirst("\\.[^.]*$", "")))
                .filters(
                        ClassNameFilter.includeClassNamePatterns(".*Statements"),
                        (PostDiscoveryFilter) test -> FilterResult.includedIf(!test.isTest() || isSelected(test, selection)))
                .configurationParameter("junit.jupiter.execution.timeout.testable.method.default", Bed.LIMIT.toSeconds() + " s")
                .build();
    }

    private static boolean isSelected(TestDescriptor test, Selection selection) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .flatMap(source -> AnnotationSupport.findAnnotation(source.getJavaMethod(), Statement.class))
                .filter(statement -> selection.statements().contains(statement.value()))
                .isPresent();
    }
}
