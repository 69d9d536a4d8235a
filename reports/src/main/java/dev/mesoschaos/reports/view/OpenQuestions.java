package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What a run left open: claims that nothing settled, and time about which nothing is known. */
final class OpenQuestions {

    private OpenQuestions() {}

    static List<String> of(Result result, Timeline timeline, SchedulingCard card, List<RequestView> requests) {
        List<String> open = new ArrayList<>();
        result.claims().stream()
                .filter(claim -> claim.verdict() == Verdict.INCONCLUSIVE)
                .forEach(claim -> open.add(claim.reason() + "."));
        result.invariants().stream()
                .filter(claim -> claim.verdict() == Verdict.INCONCLUSIVE)
                .forEach(claim -> open.add(claim.id() + ": nothing to check (" + claim.finding().population() + ")."));
        if (card.undecided() > 0) {
            open.add("The deadline of " + card.undecided() + " canaries lay after the end of measuring: they count as nothing.");
        }
        requests.stream()
                .filter(view -> !view.unknown().equals(RequestView.NO_TIME))
                .forEach(view -> open.add(view.title() + " measured nothing for " + view.unknown() + "."));
        if (timeline.entered(Phase.METHOD).isPresent() && timeline.of(Event.SteadyState.class).stream()
                .noneMatch(Event.SteadyState::after)) {
            open.add("Whether the cluster recovered: the run ended before that could be seen.");
        }
        return open;
    }
}
