package io.freeflow.core.store;

/** What has become of a letter. */
public enum LetterState {
    /** It was rejected each time that it came. */
    WAITING,
    /** It was replayed and accepted. */
    PASSED
}
