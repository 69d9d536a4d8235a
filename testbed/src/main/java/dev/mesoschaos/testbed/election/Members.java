package dev.mesoschaos.testbed.election;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Which children of the election's znode are members, and which of them leads. */
final class Members {

    private Members() {}

    /** The member with the lowest number; children without a number, such as {@code log_replicas}, are none. */
    static Optional<String> leader(Collection<String> children) {
        return children.stream()
                .filter(child -> number(child).isPresent())
                .min(Comparator.comparingLong(child -> number(child).orElseThrow()));
    }

    /** The number after the last underscore, whatever the label before it. */
    static OptionalLong number(String child) {
        String digits = child.substring(child.lastIndexOf('_') + 1);
        return !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }
}
