package dev.mesoschaos.scenarios.language;

/** A scenario file that cannot be used as it is: the message says where, what was expected, and the nearest word. */
public final class InvalidScenario extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Location location;

    private final String what;

    public InvalidScenario(Location location, String message) {
        super(location + ": " + message);
        this.location = location;
        this.what = message;
    }

    /** Where the mistake is. */
    public Location location() {
        return location;
    }

    /** The message without the place. */
    public String what() {
        return what;
    }
}
