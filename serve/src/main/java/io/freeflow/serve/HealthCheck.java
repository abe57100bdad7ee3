package io.freeflow.serve;

/** Asks one component whether it works. Called from many threads, one call at a time. */
public interface HealthCheck {

    /** The component, such as {@code kafka}. */
    String name();

    /**
     * Really asks the component.
     *
     * @return what it said, in a few words
     * @throws Exception saying what is wrong
     */
    String check() throws Exception;
}
