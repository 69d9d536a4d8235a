package dev.mesoschaos.junit;

/** The door to assertions about what a fault does to a cluster. */
public final class ChaosAssertions {

    private ChaosAssertions() {}

    /** Assertions about an app. */
    public static AppAssert assertThat(App app) {
        return new AppAssert(app);
    }

    /** Assertions about a run so far. */
    public static ChaosAssert assertThat(Chaos chaos) {
        return new ChaosAssert(chaos);
    }
}
