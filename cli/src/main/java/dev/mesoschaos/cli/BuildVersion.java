package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Build;
import java.util.Set;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class BuildVersion implements IVersionProvider {

    /** The options that ask for it. */
    static final Set<String> OPTIONS = Set.of("-V", "--version");

    /** Project, version and commit. */
    static String line() {
        Build build = Build.current();
        return "mesos-chaos " + build.version() + " (commit " + build.commit() + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }
}
