package dev.mesoschaos.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A link of a Markdown file to a file of the repository.
 *
 * @param target the file
 * @param anchor a place in it; may be empty
 */
record Link(Path target, String anchor) {

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    /** Empty for what leads out of the repository. */
    static Optional<Link> of(Path file, String written) {
        if (ELSEWHERE.matcher(written).matches()) {
            return Optional.empty();
        }
        String[] parts = written.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        return Optional.of(new Link(target, parts.length > 1 ? parts[1] : ""));
    }

    /**
     * Why it leads nowhere.
     *
     * @param files all that may be linked to with an anchor
     */
    Optional<String> fault(Map<Path, MarkdownFile> files) {
        if (!target.startsWith(Repository.ROOT)) {
            return Optional.of("it leaves the repository");
        }
        if (!Files.isRegularFile(target)) {
            return Optional.of("there is no file " + Repository.name(target));
        }
        if (anchor.isEmpty()) {
            return Optional.empty();
        }
        return files.containsKey(target) && files.get(target).anchors().contains(anchor)
                ? Optional.empty()
                : Optional.of(Repository.name(target) + " has no heading #" + anchor);
    }
}
