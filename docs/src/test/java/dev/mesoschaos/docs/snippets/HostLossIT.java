package dev.mesoschaos.docs.snippets;

import static dev.mesoschaos.junit.ChaosAssertions.assertThat;

import dev.mesoschaos.junit.Chaos;
import dev.mesoschaos.junit.ChaosTest;
import dev.mesoschaos.junit.Injection;
import java.time.Duration;

class HostLossIT {

    @ChaosTest("src/test/scenarios/shop-host-loss.yaml")
    void customersHardlyNoticeThatAHostIsLost(Chaos chaos) {
        Injection loss = chaos.inject("loss");

        assertThat(chaos.app("shop")).isRescheduledWithin(Duration.ofSeconds(20)).isAvailable("40%");
        assertThat(chaos).meets("{indicator: schedulability, during: loss, at-least: 90%}");

        loss.undo();
    }
}
