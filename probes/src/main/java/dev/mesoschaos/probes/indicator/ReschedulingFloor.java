package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.Floor.Term;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Setback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of the rescheduling time that is due to the cluster's flags (mesos-facts 5, "Budget"). */
final class ReschedulingFloor {

    private ReschedulingFloor() {}

    /** The slowest way of losing tasks decides; empty when no task is lost at all. */
    static Optional<Floor> of(FloorTerms terms) {
        return detection(terms).map(detection -> {
            List<Term> sum = new ArrayList<>(detection);
            noLeader(terms).ifPresent(sum::add);
            sum.add(Floors.nextOffer(terms.facts()));
            return Floor.sum(sum);
        });
    }

    private static Optional<List<Term>> detection(FloorTerms terms) {
        Facts facts = terms.facts();
        Optional<Setback> silence = terms.first(Visibility.AGENT_SILENT);
        if (silence.isPresent()) {
            return silence.map(lost -> Floors.detection(facts, lost));
        }
        if (terms.first(Visibility.TASKS_DRAINED).isPresent()) {
            return Optional.of(List.of(Floors.killGrace(), Floors.reaping()));
        }
        return terms.first(Visibility.TASK_ENDS).map(ended -> List.of(Floors.reaping()));
    }

    /** Whether the leader was lost before or after the tasks is not known before: it may cost all of that, or nothing. */
    private static Optional<Term> noLeader(FloorTerms terms) {
        return Floors.leaderChange(terms).map(change -> new Term(
                "nobody leads, as the leading master is at stake, too", 0, Floor.sum(change).most()));
    }
}
