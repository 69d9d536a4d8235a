package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.conformance.suite.Setup;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Opens a cluster when a test needs one that is not there, and keeps it for the next test. A test that fails, or that
 * leaves a mess, takes its cluster with it.
 */
public final class ClusterKeeper implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(ClusterKeeper.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        Keeper keeper = keeper(test);
        Need need = Need.of(setup(test));
        OpenCluster cluster = keeper.cluster(need);
        store(test).put(Bed.class, cluster.bed());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Keeper keeper = keeper(test);
        boolean wrecked = setup(test).map(Setup::wrecks).orElse(false);
        if (wrecked || test.getExecutionException().isPresent()) {
            keeper.discard();
            return;
        }
        try {
            store(test).get(Bed.class, Bed.class).undo();
        } catch (RuntimeException | AssertionError e) {
            keeper.discard();
            throw new AssertionError("the cluster was not steady again after the test: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Bed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return store(test).get(Bed.class, Bed.class);
    }

    private static Optional<Setup> setup(ExtensionContext test) {
        return AnnotationSupport.findAnnotation(test.getRequiredTestMethod(), Setup.class)
                .or(() -> AnnotationSupport.findAnnotation(test.getRequiredTestClass(), Setup.class));
    }

    private static ExtensionContext.Store store(ExtensionContext test) {
        return test.getStore(HERE);
    }

    private static Keeper keeper(ExtensionContext test) {
        return test.getRoot().getStore(HERE).computeIfAbsent(Keeper.class, key -> new Keeper(), Keeper.class);
    }

    /** Holds the cluster that is open, for all tests of the process. */
    private static final class Keeper implements AutoCloseable {

        private final Clusters clusters = Clusters.ofThisProcess();
        private Optional<OpenCluster> open = Optional.empty();

        OpenCluster cluster(Need need) {
            if (open.filter(cluster -> cluster.need().equals(need)).isEmpty()) {
                discard();
                open = Optional.of(clusters.open(need));
            }
            return open.get();
        }

        void discard() {
            Optional<OpenCluster> last = open;
            open = Optional.empty();
            last.ifPresent(OpenCluster::close);
        }

        @Override
        public void close() {
            discard();
        }
    }
}
