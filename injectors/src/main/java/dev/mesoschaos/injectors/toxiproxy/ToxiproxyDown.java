package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code toxiproxy-down}: the proxy of each link is disabled. Connections are cut, and new ones are refused. The undo enables
 * again what this fault has disabled, and nothing else.
 */
public final class ToxiproxyDown extends ToxicFault {

    @Override
    public String id() {
        return "toxiproxy-down";
    }

    @Override
    public String harm() {
        return "connections to the targets are cut, and new ones are refused";
    }

    @Override
    String toxic() {
        return "down";
    }

    @Override
    Poison poison(Fields parameters) {
        return new Poison(Map.of(), List.of(ToxicDirection.DOWNSTREAM), 1);
    }

    /** A mark that harms nothing. */
    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.latency(name, direction, 0);
    }

    @Override
    void poison(ToxicPlan plan, OwnToxics toxics) {
        ToxicDirection any = ToxicDirection.DOWNSTREAM;
        plan.links().forEach(link ->
                toxics.switchOff(link.proxy(), proxy -> add(proxy.toxics(), toxics.name(any), any, plan)));
    }

    @Override
    void cure(OwnToxics toxics) {
        toxics.switchOn();
    }

    @Override
    int present(OwnToxics toxics) {
        return toxics.countSwitchedOff();
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return Speech.ONE_WORD;
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return Duration.ZERO;
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        boolean cut = wasOpen && !through.is(Heard.End.ANSWERED) && !through.is(Heard.End.SILENT);
        return through.bytes() == 0 && (through.is(Heard.End.REFUSED) || cut);
    }
}
