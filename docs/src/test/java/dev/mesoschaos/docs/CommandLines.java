package dev.mesoschaos.docs;

import dev.mesoschaos.cli.Main;
import dev.mesoschaos.cli.Settings;
import dev.mesoschaos.scenarios.library.Library;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Whether command lines in texts are such as the product takes. */
final class CommandLines {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|[^\\s'\"]+");

    /** Where the shell's own business begins: comments, pipes, redirections, what comes after. */
    private static final Pattern SHELL = Pattern.compile("\\s+(#|\\||>|&).*|\\)$");

    private static final Set<String> LIBRARY = Library.items().stream()
            .flatMap(item -> Stream.of(item.name(), item.group()))
            .collect(Collectors.toUnmodifiableSet());

    private CommandLines() {}

    /** The lines of a text in which {@code mesos-chaos} is called. */
    static List<String> in(String text) {
        return text.replace("\\\n", " ").lines()
                .map(String::strip)
                .filter(line -> line.matches("(\\S*/)?mesos-chaos( .*)?"))
                .toList();
    }

    /**
     * What is wrong with a command line.
     *
     * @param whole whether it has to be complete, too
     */
    static Optional<String> fault(String line, boolean whole) {
        String[] words = words(line).skip(1).toArray(String[]::new);
        try {
            return fault(Main.commands().parseArgs(words));
        } catch (MissingParameterException e) {
            return whole ? Optional.of(e.getMessage()) : Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What picocli cannot know: properties, and the names of scenarios, which may also be files. */
    private static Optional<String> fault(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        for (ArgSpec argument : command.matchedArgs()) {
            Object value = argument.getValue();
            if (argument.paramLabel().equals("SCENARIO")) {
                Optional<String> unknown = Stream.of(value).flatMap(CommandLines::texts)
                        .filter(name -> name.matches("[a-z-]+") && !name.startsWith("my-"))
                        .filter(name -> !LIBRARY.contains(name))
                        .findFirst();
                if (unknown.isPresent()) {
                    return unknown.map(name -> "the library has no " + name);
                }
            } else if (value instanceof Map<?, ?> properties && argument.paramLabel().equals("KEY=VALUE")) {
                Optional<String> unread = properties.keySet().stream().map(String::valueOf)
                        .filter(key -> !isRead(key)).findFirst();
                if (unread.isPresent()) {
                    return unread.map(key -> "nobody reads the property " + key);
                }
            }
        }
        return Optional.empty();
    }

    static boolean isRead(String key) {
        Properties one = new Properties();
        one.setProperty(key, "");
        return Settings.among(one).containsKey(key);
    }

    private static Stream<String> texts(Object value) {
        return value instanceof List<?> all ? all.stream().map(String::valueOf) : Stream.of(String.valueOf(value));
    }

    private static Stream<String> words(String line) {
        return WORD.matcher(SHELL.matcher(line).replaceFirst("")).results().map(CommandLines::word);
    }

    private static String word(MatchResult found) {
        return Stream.of(1, 2).map(found::group).filter(quoted -> quoted != null).findFirst().orElseGet(found::group);
    }

    /** All commands, those below others too, but for that which explains the others. */
    static Stream<CommandLine> all(CommandLine above) {
        return above.getSubcommands().values().stream()
                .distinct()
                .filter(command -> !command.getCommandName().equals("help"))
                .flatMap(command -> Stream.concat(Stream.of(command), all(command)));
    }
}
