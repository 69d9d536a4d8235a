package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterFlagsTest {

    private static MasterFlags parse(String flag) {
        return MasterFlags.parse("--zk=zk://h:2181/mesos", "--work_dir=w", flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--offer_timeout=0secs", "--offer_timeout=soon", "--recovery_agent_removal_limit=101%",
        "--recovery_agent_removal_limit=50", "--recovery_agent_removal_limit=x%", "--agent_removal_rate_limit=often",
        "--agent_ping_timeout=999ms", "--agent_reregister_timeout=9mins", "--domain={", "--registry_max_agent_age=old",
        "--role_sorter=random", "--offer_timeouts=1secs"
    })
    void whatWouldFailLaterOrHaveNoEffectIsRefusedAtTheStart(String flag) {
        String name = flag.substring(2, flag.indexOf('='));

        assertThatIllegalArgumentException().isThrownBy(() -> parse(flag)).withMessageContaining(name);
    }

    @Test
    void theWhitelistIsAFileUnlessItIsEverything() {
        assertThat(parse("--whitelist=file:///hosts").whitelist()).contains(Path.of("/hosts"));
        assertThat(parse("--whitelist=hosts").whitelist()).contains(Path.of("hosts"));
        assertThat(parse("--whitelist=*").whitelist()).isEmpty();
        assertThat(parse("--port=1").whitelist()).isEmpty();
    }
}
