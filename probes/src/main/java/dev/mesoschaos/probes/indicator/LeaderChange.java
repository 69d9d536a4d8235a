package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Onset;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The leading master was taken by a fault.
 *
 * @param leader the host that led
 * @param gone when the framework saw that; empty when it never did before the next one led
 * @param next when it was subscribed with a leader again, which may be the same
 */
record LeaderChange(
        Onset onset, String leader, Optional<Instant> gone, Optional<Event.LeaderSeen> next) {

    /** Empty when the fault did not take the leader: it was aimed at others, or over before anybody lost patience. */
    static Optional<LeaderChange> of(Timeline timeline, Onset onset) {
        List<Event.LeaderSeen> seen = timeline.of(Event.LeaderSeen.class);
        Optional<String> before = seen.stream()
                .filter(leader -> !leader.at().isAfter(onset.injecting()))
                .reduce((earlier, later) -> later)
                .map(Event.LeaderSeen::host)
                .filter(host -> !host.isEmpty() && isAtStake(onset, host));
        List<Event.LeaderSeen> since =
                seen.stream().filter(leader -> leader.at().isAfter(onset.injecting())).toList();
        boolean stayed = since.isEmpty() && onset.lastedLessThan(Patience.ofZooKeeper(timeline));
        return before.filter(host -> !stayed).map(host -> new LeaderChange(
                onset,
                host,
                since.stream().filter(leader -> leader.host().isEmpty()).map(Event.LeaderSeen::at).findFirst(),
                since.stream().filter(leader -> !leader.host().isEmpty()).findFirst()));
    }

    private static boolean isAtStake(Onset onset, String leader) {
        return switch (onset.visibility()) {
            case LEADER_SILENT, LEADER_RESIGNS -> onset.targets().contains(leader);
            case QUORUM_LOST -> true;
            default -> false;
        };
    }

    /** The time until the next one, at least until the horizon when there was none; its phases are lost and elected. */
    Sample sample(Instant horizon) {
        Optional<Instant> led = next.map(Event.LeaderSeen::at);
        Instant start = onset.start(gone.or(() -> led));
        Phases phases = new Phases(start);
        phases.reached("lost", gone.filter(at -> led.map(at::isBefore).orElse(true)));
        phases.reached("elected", led);
        return new Sample(
                leader + next.map(leads -> " to " + leads.host()).orElse(""),
                Seconds.between(start, led.orElse(horizon)),
                next.isEmpty(),
                phases.seconds());
    }
}
