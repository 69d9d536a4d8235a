package dev.mesoschaos.testbed.master.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mesoschaos.testbed.flags.MesosResources;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private static Resources of(String text) {
        return Resources.of(MesosResources.parse(text));
    }

    @Test
    void moreThanThereIsCannotBeTaken() {
        assertThatIllegalArgumentException().isThrownBy(() -> of("cpus:1").minus(of("cpus:1.001")));
        assertThatIllegalArgumentException().isThrownBy(() -> of("cpus:1").minus(of("mem:1")));
        assertThatIllegalArgumentException().isThrownBy(() -> of("ports:[1-2]").minus(of("ports:[2-3]")));
    }

    @Test
    void tenTenthsAreExactlyOne() {
        Resources sum = Resources.NONE;
        for (int i = 0; i < 10; i++) {
            sum = sum.plus(of("cpus:0.1"));
        }

        assertThat(sum).isEqualTo(of("cpus:1"));
        assertThat(of("cpus:1").minus(sum)).isEqualTo(Resources.NONE);
    }

    @Test
    void aRangeIsSplitWhereItIsTakenAndJoinedAgain() {
        Resources rest = of("ports:[1-9]").minus(of("ports:[4-5]"));

        assertThat(rest).hasToString("ports:[1-3, 6-9]");
        assertThat(rest.contains(of("ports:[3-6]"))).isFalse();
        assertThat(rest.plus(of("ports:[4-5]"))).isEqualTo(of("ports:[1-9]"));
    }

    @Test
    void whatIsLeftOfNothingIsEmpty() {
        assertThat(of("cpus:1;ports:[1-2]").minus(of("ports:[1-2];cpus:1")).isEmpty()).isTrue();
        assertThat(of("cpus:0").isEmpty()).isTrue();
    }

    @Test
    void messagesCarryTheRolesThatTheirReaderMaySee() {
        assertThat(Resources.of(of("cpus:2;ports:[1-2]").allocated("web", false))).isEqualTo(of("cpus:2;ports:[1-2]"));
        assertThat(of("cpus:2").allocated("web", false).getFirst().getAllocationInfo().getRole()).isEqualTo("web");
        assertThat(of("cpus:2").unallocated().getFirst().hasAllocationInfo()).isFalse();
    }
}
