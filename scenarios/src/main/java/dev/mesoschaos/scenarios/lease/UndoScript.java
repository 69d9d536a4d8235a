package dev.mesoschaos.scenarios.lease;

import dev.mesoschaos.scenarios.cluster.HostCommand;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands as one text of POSIX sh: runs each of them, whatever becomes of the others, and fails when any has failed. */
final class UndoScript {

    /** Words of a call of sh up to and with the script; after its name come its arguments. */
    private static final int SCRIPT = 3;

    private UndoScript() {}

    static String of(List<HostCommand> commands) {
        return "failed=0\n" + commands.stream().map(UndoScript::line).collect(Collectors.joining()) + "exit $failed\n";
    }

    private static String line(HostCommand command) {
        return words(command) + (command.stdin().isEmpty() ? " </dev/null" : "") + " || failed=1\n";
    }

    /** A script for sh becomes a part of this one: what needs no process of its own is done sooner. */
    private static String words(HostCommand command) {
        List<String> words = command.command();
        if (!isScript(words) || !command.stdin().isEmpty()) {
            return command.line();
        }
        List<String> arguments = Stream.concat(Stream.of("set", "--"), words.stream().skip(SCRIPT + 1L)).toList();
        return "(" + new HostCommand(command.host(), arguments, "").line() + "\n" + words.get(SCRIPT - 1) + "\n)";
    }

    /** Whether it is a call of sh; one that makes use of its own name needs a process that has it. */
    private static boolean isScript(List<String> words) {
        return words.size() >= SCRIPT
                && words.subList(0, 2).equals(List.of("sh", "-c"))
                && !words.get(SCRIPT - 1).contains("$0");
    }
}
