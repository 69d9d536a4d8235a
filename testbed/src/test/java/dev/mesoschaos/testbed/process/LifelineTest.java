package dev.mesoschaos.testbed.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {

    private static final Map<String, String> ASKED = Map.of(Lifeline.VARIABLE, "stdin");

    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void aProcessEndsWhenItsParentLetsGoOfTheLine() throws Exception {
        PipedInputStream line = new PipedInputStream();
        PipedOutputStream parent = new PipedOutputStream(line);
        Lifeline.hold(ASKED, line, ended::countDown);

        parent.write(1);
        parent.flush();
        assertThat(ended.await(100, TimeUnit.MILLISECONDS)).as("ended while the line was held").isFalse();
        parent.close();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLineThatCannotBeReadIsCut() throws Exception {
        Lifeline.hold(ASKED, new PipedInputStream(), ended::countDown); // a pipe without an other end

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProcessThatWasNotAskedOutlivesItsStandardInput() throws Exception {
        Lifeline.hold(Map.of(), InputStream.nullInputStream(), ended::countDown);

        assertThat(ended.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void anUnknownKindOfLineIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lifeline.hold(Map.of(Lifeline.VARIABLE, "fd3"), System.in, ended::countDown))
                .withMessageContaining("set it to stdin");
    }
}
