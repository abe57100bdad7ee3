package io.freeflow.core.ledger;

/**
 * The names of the counts that stages keep. Each stage documents its equation in {@link Ledger}. A name that ends in a
 * dot is a family: a reason follows.
 */
public final class Counters {

    public static final String SLOTS = "slots";
    /** Records that a feed knows to send again, as a faulty detector does. */
    public static final String REPEATED = "repeated";

    public static final String SENT = "sent";
    public static final String MISSING = "missing.";

    /** Marks, once for each lane they went through. */
    public static final String MARKS = "marks";

    public static final String RECEIVED = "received";
    public static final String ACCEPTED = "accepted";
    public static final String CORRECTED = "corrected";
    public static final String REJECTED = "rejected.";

    /** Readings about which something is strange, by remark; they are among accepted or corrected. */
    public static final String REMARKED = "remarked.";

    /** Sensors that the network does not know and that said their place. */
    public static final String SENSORS_FOUND = "sensors-found";

    /** Records that were rejected once, came again from their letter, and passed; also among accepted or corrected. */
    public static final String REPLAYS_PASSED = "replays-passed";

    /** Readings counted in their window while it was open. */
    public static final String WINDOWED = "windowed";
    /** First reading of its key, after its window had closed: stored, and a new revision of the window. */
    public static final String LATE = "late";
    /** As late, and so old that the window's readings are no longer at hand: stored, the window is not revised. */
    public static final String TOO_LATE = "too-late";
    /** The same key with the same measurement. */
    public static final String DUPLICATE = "duplicate";
    /** The same key with another measurement. */
    public static final String REVISED = "revised";
    /** Window parts published, all revisions. */
    public static final String PARTS = "parts";

    /** Parts of slots published. */
    public static final String SLOT_PARTS = "slot-parts";

    /** Changes of what is thought of sensors, published. */
    public static final String HEALTH = "health";

    /** Window parts of known regions that arrived, all revisions. */
    public static final String RECEIVED_PARTS = "received-parts";
    /** Region windows that were complete and newer than any before. */
    public static final String WINDOWS = "windows";

    /** Windows of which values that nobody measured were published. */
    public static final String IMPUTATIONS = "imputations";
    /** Values that nobody measured, by method. */
    public static final String IMPUTED = "imputed.";

    public static final String ISSUED = "issued";
    /** Forecasts that the guard did not let through, by reason. */
    public static final String WITHHELD = "withheld.";

    /** Parts of slots that arrived. */
    public static final String RECEIVED_SLOT_PARTS = "received-slot-parts";

    /** States of alerts that were published. */
    public static final String ALERTS = "alerts";
    /** What people did about alerts. */
    public static final String ACTS = "acts";
    /** Acts on an alert that is not known, or is over. */
    public static final String ACTS_IN_VAIN = "acts-in-vain";

    /** Reports of a known incident that say something new of it. */
    public static final String UPDATED = "updated";
    /** Rejected reports, byte for byte the same as one that is a letter already. */
    public static final String REJECTED_BEFORE = "rejected-before";

    /** States of reported incidents that arrived. */
    public static final String RECEIVED_INCIDENTS = "received-incidents";

    public static final String STORED = "stored";
    public static final String STORED_PARTS = "stored-parts";
    public static final String STORED_FORECASTS = "stored-forecasts";
    public static final String STORED_ALERTS = "stored-alerts";
    public static final String STORED_HEALTH = "stored-health";
    public static final String STORED_IMPUTATIONS = "stored-imputations";
    public static final String STORED_INCIDENTS = "stored-incidents";
    public static final String STORED_LETTERS = "stored-letters";
    /** Letters that were replayed and rejected again. */
    public static final String LETTERS_FAILED_AGAIN = "letters-failed-again";
    /** Letters that passed, each once. */
    public static final String LETTERS_PASSED = "letters-passed";
    /** Replays that passed of letters that had passed before, or are no longer kept. */
    public static final String LETTERS_PASSED_BEFORE = "letters-passed-before";

    private Counters() {}
}
