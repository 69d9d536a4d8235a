package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.verdict.Result;
import java.util.List;

/** Several views of the same runs. */
record Views(List<View> all) implements View {

    Views {
        all = List.copyOf(all);
    }

    @Override
    public void started(String scenario, String headline) {
        all.forEach(view -> view.started(scenario, headline));
    }

    @Override
    public void progress(Progress progress) {
        all.forEach(view -> view.progress(progress));
    }

    @Override
    public void ended(Result result) {
        all.forEach(view -> view.ended(result));
    }

    @Override
    public void broken(String reason) {
        all.forEach(view -> view.broken(reason));
    }

    @Override
    public void close() {
        all.forEach(View::close);
    }
}
