package dev.mesoschaos.ci;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time and randomness are handed in: a run can be repeated by its seed, and a test need not wait. */
class TimeAndChanceTest {

    /** A task says by its own clock when it ran: the ground truth; and it has no classes but its own. */
    private static final String TASKS = "dev.mesoschaos.workloads.app";

    /** Whatever their parameters. Identities (UUID) are no chance that a run would have to repeat. */
    private static final Set<String> NEVER = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.concurrent.TimeUnit.sleep");

    private static final Set<String> NEVER_WITHOUT_PARAMETERS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>",
            "java.security.SecureRandom.<init>");

    private static final ArchRule HANDED_IN = noClasses()
            .that().resideOutsideOfPackages("dev.mesoschaos.scenarios.time", TASKS)
            .and().doNotHaveFullyQualifiedName("dev.mesoschaos.mesosclient.SystemTime")
            .should().accessTargetWhere(describe("reads a clock, sleeps or is unseeded", TimeAndChanceTest::isOwn))
            .because("time and randomness are handed in, so that runs can be repeated and tests need not wait");

    @Test
    void noClassReadsAClockSleepsOrDrawsAtRandomByItself() {
        HANDED_IN.check(House.classes());
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsTheClock.class, Sleeps.class, Draws.class})
    void theRuleFindsThoseWhoDo(Class<?> culprit) {
        assertThatThrownBy(() -> HANDED_IN.check(new ClassFileImporter().importClasses(culprit)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit.getSimpleName());
    }

    private static boolean isOwn(JavaAccess<?> access) {
        String name = access.getTargetOwner().getName() + "." + access.getName();
        return NEVER.contains(name)
                || (NEVER_WITHOUT_PARAMETERS.contains(name) && parameters(access).isEmpty());
    }

    private static List<?> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes()
                : List.of();
    }

    private record ReadsTheClock() implements Supplier<Instant> {
        @Override
        public Instant get() {
            return Instant.now();
        }
    }

    private record Sleeps() implements Callable<Boolean> {
        @Override
        public Boolean call() throws InterruptedException {
            Thread.sleep(Duration.ZERO);
            return true;
        }
    }

    private record Draws() implements IntSupplier {
        @Override
        public int getAsInt() {
            return new Random().nextInt();
        }
    }
}
