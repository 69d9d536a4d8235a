package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line, and chooses the exit code; a stack trace never reaches the terminal. */
final class Mishaps {

    /** The command was used wrongly, or a file it names is wrong. */
    static final int USAGE = 64;

    private final PrintStream err;

    Mishaps(PrintStream err) {
        this.err = err;
    }

    /** An argument that no command understands. */
    int misused(ParameterException mistake, String[] args) {
        say(mistake.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(mistake, new PrintWriter(err, true, StandardCharsets.UTF_8))) {
            err.println("Try '" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        }
        return USAGE;
    }

    /** Anything else that ended a command. */
    int failed(Throwable mishap) {
        say(describe(mishap));
        return mishap instanceof UsageException || mishap instanceof InvalidScenario
                ? USAGE : Verdict.ERROR.exitCode();
    }

    /** A mishap in one sentence, with advice where there is any. */
    static String describe(Throwable mishap) {
        return switch (mishap) {
            case UsageException usage -> usage.getMessage();
            case InvalidScenario invalid -> invalid.getMessage();
            case ClusterException cluster -> cluster.getMessage();
            case UncheckedIOException unchecked -> unchecked.getMessage();
            case CharacterCodingException coding -> "a file is not in UTF-8: " + coding.getMessage();
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException file when file.getReason() == null && !file.getMessage().contains(" ") ->
                file.getFile() + ": " + file.getClass().getSimpleName();
            case IOException io -> io.getMessage();
            default -> bug(mishap);
        };
    }

    private void say(String message) {
        err.println("mesos-chaos: " + message);
    }

    private static String bug(Throwable mishap) {
        try {
            Path log = Files.createTempFile("mesos-chaos-bug-", ".log");
            try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
                mishap.printStackTrace(trace);
            }
            return mishap + "; this is a bug, see " + log;
        } catch (IOException e) {
            return mishap + "; this is a bug, and its trace could not be written: " + e.getMessage();
        }
    }
}
