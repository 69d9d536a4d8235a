package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.measure.Invariant;
import org.junit.jupiter.api.Test;

class LogPatternTest {

    @Test
    void aLineThatTellsOfACrashIsNamedWithItsPlace() {
        Invariant.Finding finding = new LogPattern().check(new Journals().logs(10, "F1123 Check failed: x").timeline());

        assertThat(finding.violations()).containsExactly("m1.log:1: F1123 Check failed: x");
    }

    @Test
    void quietLogsHold() {
        Invariant.Finding finding = new LogPattern().check(new Journals().logs(10).timeline());

        assertThat(finding.violations()).isEmpty();
        assertThat(finding.checked()).isEqualTo(10);
        assertThat(finding.population()).isEqualTo("1 logs of 10 lines");
    }

    @Test
    void logsThatNobodyReadProveNothing() {
        assertThat(new LogPattern().check(new Journals().timeline()).checked()).isZero();
    }
}
