package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.model.AppSpec;
import java.util.Optional;

/**
 * All that is needed to deploy an app again, as the journal keeps it.
 *
 * @param command what an instance runs; empty for the built-in HTTP server
 */
record AppBackup(
        String app, int instances, double cpus, double memMb, Optional<String> command, AppSpec.Spread spread) {

    static AppBackup of(AppSpec app) {
        Optional<String> command = switch (app.program()) {
            case AppSpec.Program.Http() -> Optional.empty();
            case AppSpec.Program.Command(String line) -> Optional.of(line);
        };
        return new AppBackup(app.app(), app.instances(), app.cpus(), app.memMb(), command, app.spread());
    }

    AppSpec restored() {
        AppSpec.Program program = command
                .<AppSpec.Program>map(AppSpec.Program.Command::new)
                .orElseGet(AppSpec.Program.Http::new);
        return new AppSpec(app, instances, cpus, memMb, program, spread);
    }

    @Override
    public String toString() {
        return instances + " x " + app;
    }
}
