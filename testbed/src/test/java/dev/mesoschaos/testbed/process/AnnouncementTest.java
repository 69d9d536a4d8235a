package dev.mesoschaos.testbed.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

    @Test
    void whatIsPrintedCanBeReadBack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InetSocketAddress address = new InetSocketAddress("127.1.2.3", 5050);

        Announcement.print(address, new PrintStream(out, false, UTF_8));

        assertThat(out.toString(UTF_8)).isEqualTo("LISTENING 127.1.2.3:5050" + System.lineSeparator());
        assertThat(Announcement.parse(out.toString(UTF_8).strip())).isEqualTo(address);
    }

    @Test
    void anyOtherLineIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Announcement.parse("Exception in thread main"))
                .withMessageContaining("expected LISTENING ip:port");
    }
}
