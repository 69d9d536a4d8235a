package dev.mesoschaos.scenarios.language;

import java.util.regex.Pattern;

/** Names of Mesos roles in scenario files. */
public final class Roles {

    /** A word between slashes: no blank, no dash in front, neither {@code .} nor {@code ..} nor a star. */
    private static final String WORD = "(?!\\.{1,2}(/|$))(?!\\*(/|$))[^-\\s/\\p{Cntrl}][^\\s/\\p{Cntrl}]*";
    private static final Pattern NAME = Pattern.compile(WORD + "(/" + WORD + ")*");

    private Roles() {}

    /** A role that must be named. */
    public static String read(Fields parameters, String key) {
        return check(parameters, key, parameters.text(key));
    }

    /** A role, or a default. */
    public static String read(Fields parameters, String key, String otherwise) {
        return check(parameters, key, parameters.text(key, otherwise));
    }

    private static String check(Fields parameters, String key, String role) {
        if (!NAME.matcher(role).matches()) {
            throw parameters.wrong(key, "'" + role + "' is no role: expected a name such as web or org/web");
        }
        return role;
    }
}
