package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code toxiproxy-limit-data}: a connection is closed when so many bytes have passed.
 */
public final class ToxiproxyLimitData extends ToxicFault {

    private static final long MOST = 100 << 10;

    /** So many more are sent than may pass. */
    private static final long MORE = 100;

    @Override
    public String id() {
        return "toxiproxy-limit-data";
    }

    @Override
    public String harm() {
        return "connections to the targets are closed after some bytes";
    }

    @Override
    String toxic() {
        return "limit_data";
    }

    @Override
    Poison poison(Fields parameters) {
        return Poison.read(parameters, Map.of("bytes", parameters.bytes("bytes", 1, MOST)));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.limitData(name, direction, plan.get("bytes"));
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return new Speech(plan.get("bytes") + MORE);
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return Duration.ZERO;
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        boolean ended = through.is(Heard.End.CLOSED) || through.is(Heard.End.RESET);
        boolean limited = !plan.directions().contains(ToxicDirection.DOWNSTREAM) || through.bytes() <= plan.get("bytes");
        return ended && limited && through.bytes() < past.bytes();
    }
}
