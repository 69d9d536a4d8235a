package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Build build = Build.current();
        return new String[] {"mesos-chaos " + build.version() + " (commit " + build.commit() + ")"};
    }
}
