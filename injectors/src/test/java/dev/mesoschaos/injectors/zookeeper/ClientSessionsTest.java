package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientSessionsTest {

    private static final String CONS = """
             /10.0.1.1:40312[1](queued=0,recved=9,sent=9,sid=0x10002eadf930001,lop=PING,est=1700000000000,to=5000)
             /10.0.1.11:40313[1](queued=0,recved=9,sent=9,sid=0x10002eadf930002,lop=PING,est=1700000000000,to=5000)
             /10.0.1.1:40314[1](queued=0,recved=9,sent=9,sid=0xa0002eadf930003,lop=PING,est=1700000000000,to=5000)
             /10.0.1.1:40315[0](queued=0,recved=1,sent=0)

            """;

    @Test
    void sessionsAreAHostsByItsWholeAddress() {
        assertThat(ClientSessions.from("10.0.1.1", CONS)).containsExactly(0x10002eadf930001L, 0xa0002eadf930003L);
        assertThat(ClientSessions.from("10.0.1.11", CONS)).containsExactly(0x10002eadf930002L);
    }

    @Test
    void nobodysSessionsAreNone() {
        assertThat(ClientSessions.from("0.0.1.1", CONS)).isEmpty();
        assertThat(ClientSessions.from("10.0.1.1", "")).isEmpty();
    }
}
