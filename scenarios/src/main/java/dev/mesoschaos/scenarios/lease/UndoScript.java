package dev.mesoschaos.scenarios.lease;

import dev.mesoschaos.scenarios.cluster.HostCommand;
import java.util.List;
import java.util.stream.Collectors;

/** Commands as one text of POSIX sh: runs each of them, whatever becomes of the others, and fails when any has failed. */
final class UndoScript {

    private UndoScript() {}

    static String of(List<HostCommand> commands) {
        return "failed=0\n" + commands.stream().map(UndoScript::line).collect(Collectors.joining()) + "exit $failed\n";
    }

    private static String line(HostCommand command) {
        return command.line() + (command.stdin().isEmpty() ? " </dev/null" : "") + " || failed=1\n";
    }
}
