package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code toxiproxy-slicer}: data come in small pieces with a pause after each.
 */
public final class ToxiproxySlicer extends ToxicFault {

    private static final long LARGEST = 1 << 10;
    private static final int LEAST_PIECES = 4;

    /** So long the pauses together are at least while watched. */
    private static final long WATCHED_MICROS = 100_000;

    /** Below this share of the pauses, the toxic does not bite. */
    private static final double BITES = 0.6;

    /** A question and its answer may be so much longer than what would be enough. */
    private static final long LONGEST_WORD_BYTES = 500;

    @Override
    public String id() {
        return "toxiproxy-slicer";
    }

    @Override
    public String harm() {
        return "data on the links to the targets come in small pieces with pauses";
    }

    @Override
    String toxic() {
        return "slicer";
    }

    @Override
    Poison poison(Fields parameters) {
        long average = parameters.bytes("average-size", 1, LARGEST);
        long variation = parameters.bytes("size-variation", 0, LARGEST, 0);
        Duration delay = parameters.duration("delay", Duration.ofMillis(1), Duration.ofMillis(100));
        if (variation >= average) {
            throw parameters.wrong("size-variation", "expected less than the average-size, so that no piece is empty");
        }
        return Poison.read(parameters, Map.of(
                "average_size", average, "size_variation", variation, "delay", TimeUnit.NANOSECONDS.toMicros(delay.toNanos())));
    }

    @Override
    Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException {
        return toxics.slicer(name, direction, plan.get("average_size"), plan.get("delay"))
                .setSizeVariation(plan.get("size_variation"));
    }

    @Override
    Speech speech(ToxicPlan plan) {
        return new Speech(pieces(plan) * (plan.get("average_size") + plan.get("size_variation")));
    }

    private static long pieces(ToxicPlan plan) {
        return Math.max(LEAST_PIECES, WATCHED_MICROS / plan.get("delay"));
    }

    @Override
    Duration delay(ToxicPlan plan) {
        return pauses(plan, pieces(plan));
    }

    private static Duration pauses(ToxicPlan plan, long pieces) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(pieces * plan.get("delay")));
    }

    @Override
    Duration patience(ToxicPlan plan) {
        return super.patience(plan).plus(pauses(plan, LONGEST_WORD_BYTES / plan.get("average_size")));
    }

    @Override
    boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen) {
        return through.is(Heard.End.ANSWERED) && late(plan, through, past, wasOpen, BITES);
    }
}
