package dev.mesoschaos.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether quoted lines are still what their sources say. */
final class Quotes {

    private Quotes() {}

    /**
     * Why a block is stale.
     *
     * @param block with a source: a file of the snippets, of their scenarios, or a path in the repository
     */
    static Optional<String> fault(CodeBlock block) {
        Optional<Path> source = Stream.of(Repository.SNIPPETS, Repository.SCENARIOS, Repository.ROOT)
                .map(directory -> directory.resolve(block.source()))
                .filter(Files::isRegularFile)
                .findFirst();
        if (source.isEmpty()) {
            return Optional.of("there is no " + block.source() + " to quote from");
        }
        List<String> quoted = block.text().stripTrailing().lines().toList();
        List<String> lines = Repository.text(source.get()).lines().toList();
        boolean there = IntStream.rangeClosed(0, lines.size() - quoted.size())
                .anyMatch(from -> same(lines.subList(from, from + quoted.size()), quoted));
        return there ? Optional.empty() : Optional.of("these lines are not, or no more, in " + Repository.name(source.get()));
    }

    /** Deeper in the source by the same blanks on each line, if at all. */
    private static boolean same(List<String> lines, List<String> quoted) {
        int depth = lines.getFirst().length() - quoted.getFirst().length();
        return depth >= 0 && IntStream.range(0, quoted.size()).allMatch(i -> quoted.get(i).isEmpty()
                ? lines.get(i).isEmpty()
                : lines.get(i).equals(" ".repeat(depth) + quoted.get(i)));
    }
}
