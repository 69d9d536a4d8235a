package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a run came to: a pure function of its journal, so that it can be repeated at any time, anywhere. */
public final class Judge {

    private final Plugins plugins;

    public Judge(Plugins plugins) {
        this.plugins = plugins;
    }

    /** Judges a run by the scenario its journal began with. */
    public Result judge(Scenario scenario, Timeline timeline) {
        boolean measured = timeline.of(Event.Skipped.class).isEmpty()
                && timeline.last(Event.ClusterOpened.class).isPresent();
        List<Claim> claims = measured ? new Objectives(plugins, scenario, timeline).judge() : List.of();
        List<InvariantClaim> invariants = measured ? invariants(scenario, timeline) : List.of();
        List<LedgerEntry> ledger = Ledger.of(timeline);

        List<Ground> grounds = new ArrayList<>(Course.judge(scenario, timeline, ledger));
        if (grounds.stream().noneMatch(ground -> ground.verdict() == Verdict.SKIPPED)) {
            claims.forEach(claim -> grounds.add(new Ground(claim.verdict(), claim.reason())));
            invariants.forEach(claim -> grounds.add(ground(claim)));
        }
        Ground decisive = Ground.decisive(grounds);
        Event.RunStarted run = timeline.of(Event.RunStarted.class).getFirst();
        return new Result(
                Result.SCHEMA,
                run.runId(),
                scenario.name(),
                scenario.title(),
                decisive.verdict(),
                decisive.verdict() == Verdict.PASSED ? "every objective and invariant holds" : decisive.reason(),
                headline(claims),
                claims,
                invariants,
                ledger,
                Limitations.of(timeline),
                run,
                timeline.last(Event.ClusterOpened.class),
                run.at(),
                Duration.between(run.at(), timeline.end()),
                measured ? Ability.of(plugins, timeline) : Optional.empty(),
                EnvironmentFingerprint.of(timeline));
    }

    private List<InvariantClaim> invariants(Scenario scenario, Timeline timeline) {
        List<InvariantClaim> claims = new ArrayList<>();
        for (String id : scenario.invariants()) {
            Invariant invariant = plugins.invariants().get(id);
            Invariant.Finding finding = check(invariant, timeline);
            Verdict verdict;
            if (!finding.violations().isEmpty()) {
                verdict = Verdict.FAILED;
            } else {
                verdict = finding.checked() == 0 ? Verdict.INCONCLUSIVE : Verdict.PASSED;
            }
            claims.add(new InvariantClaim(id, invariant.meaning(), finding, verdict));
        }
        return claims;
    }

    /** A check that crashes has checked nothing. */
    private static Invariant.Finding check(Invariant invariant, Timeline timeline) {
        try {
            return invariant.check(timeline);
        } catch (RuntimeException e) {
            return new Invariant.Finding(0, "the check itself failed: " + e, List.of());
        }
    }

    private static Ground ground(InvariantClaim claim) {
        String reason = switch (claim.verdict()) {
            case FAILED -> claim.id() + ": " + claim.finding().violations().getFirst();
            case INCONCLUSIVE -> claim.id() + ": nothing to check (" + claim.finding().population() + ")";
            default -> claim.id() + " holds";
        };
        return new Ground(claim.verdict(), reason);
    }

    private static Optional<Claim> headline(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.verdict() == Verdict.FAILED)
                .findFirst()
                .or(() -> claims.stream().findFirst());
    }
}
