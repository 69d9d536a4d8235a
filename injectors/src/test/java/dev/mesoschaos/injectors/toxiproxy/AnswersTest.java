package dev.mesoschaos.injectors.toxiproxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static int take(Answers answers, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return answers.take(bytes, bytes.length);
    }

    @Test
    void anAnswerOfHttpIsWholeWithTheLastByteOfItsBody() {
        Answers answers = Answers.http();

        assertThat(take(answers, "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r")).isZero();
        assertThat(take(answers, "\nab")).isZero();
        assertThat(take(answers, "cHTTP/1.1 200 OK\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\nHT")).isEqualTo(3);
        assertThat(take(answers, "TP/1.1 200 OK\r\n\r\n")).isEqualTo(1);
    }

    @Test
    void anAnswerWithItsLengthInFrontIsWholeWithItsLastByte() {
        Answers answers = Answers.prefixed();
        byte[] two = ByteBuffer.allocate(14).putInt(2).put(new byte[2]).putInt(4).put(new byte[4]).array();

        assertThat(answers.take(two, 5)).isZero();
        assertThat(answers.take(new byte[] {0, 0, 0, 0, 4, 0, 0}, 7)).isEqualTo(1);
        assertThat(answers.take(new byte[2], 2)).isEqualTo(1);
    }
}
