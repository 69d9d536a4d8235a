package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.ReflectionSupport.findAllClassesInPackage;

import dev.mesoschaos.injectors.flapping.Lamp;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No fault can be added and its undo never be tried. */
class EveryFaultIsDrilledTest {

    private static final List<FaultType<?>> ALL = ServiceLoader.load(FaultType.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(fault -> !(fault instanceof Lamp))
            .<FaultType<?>>map(fault -> fault)
            .toList();

    /** What it does on hosts is to hold daemons, as process-kill does, which is among the harms. The rest is with masters. */
    private static final String HOLDS_ONLY = "maintenance-window";

    @Test
    void everyFaultThatHostsUndoByThemselvesIsAmongTheHarmsWhoseHarnessIsKilled() throws Exception {
        for (FaultType<?> fault : ALL) {
            boolean leased = !Stream.of(fault.getClass().getMethods())
                    .filter(method -> method.getName().equals("undoOnHosts") && !method.isBridge())
                    .allMatch(method -> method.getDeclaringClass().equals(FaultType.class));
            assertThat(leased && !fault.id().equals(HOLDS_ONLY)).as("%s has a lease, and is among the harms", fault.id())
                    .isEqualTo(harms().contains(fault.id()));
        }
    }

    @Test
    void everyFaultIsAmongThoseThatFailAtEachOfTheirCommands() {
        Collection<String> elsewhere = findAllClassesInPackage(
                        "dev.mesoschaos.injectors", type -> type.isAnnotationPresent(Breaks.class), name -> true)
                .stream()
                .flatMap(type -> Stream.of(type.getAnnotation(Breaks.class).value()))
                .toList();

        assertThat(Stream.of(harms(), elsewhere).flatMap(Collection::stream))
                .containsExactlyInAnyOrderElementsOf(ALL.stream().map(FaultType::id).toList());
    }

    private static Collection<String> harms() {
        return LeasedHarms.all().stream()
                .map(harm -> harm.fault().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
