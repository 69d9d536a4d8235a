package dev.mesoschaos.docs;

import java.nio.file.Path;

/**
 * A fenced block of a Markdown file. The first word after the fence is its language, the second the file that it is quoted
 * from.
 *
 * @param line of the fence, from 1
 * @param source empty when it quotes nothing
 */
record CodeBlock(Path file, int line, String language, String source, String text) {

    static CodeBlock of(Path file, int line, String info, String text) {
        String[] words = info.strip().split("\\s+", 2);
        return new CodeBlock(file, line, words[0], words.length > 1 ? words[1] : "", text);
    }

    /** How messages name it. */
    String place() {
        return Repository.name(file) + ":" + line;
    }
}
