package dev.mesoschaos.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete this command. */
@Command(
        name = "completion",
        description = "Prints what lets a shell complete commands and options.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(mesos-chaos completion bash)",
            "  source <(mesos-chaos completion zsh)",
            "%nExit codes: 0, or 64 for another shell."
        })
final class CompletionCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    /** Only checked: in zsh, the script itself turns on what makes zsh understand bash's completion. */
    @SuppressWarnings("UnusedVariable")
    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out().print(AutoComplete.bash("mesos-chaos", spec.root().commandLine()));
    }

    /** Shells that can complete. */
    enum Shell {
        BASH,
        ZSH
    }
}
