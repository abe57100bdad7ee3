package io.freeflow.core.ledger;

/** The one name of each stage: package, thread, metric prefix, configuration section and ledger. */
public final class Stages {

    public static final String FEED = "feed";
    public static final String VALIDATE = "validate";
    /** Incidents that somebody reports. */
    public static final String REPORT = "report";

    public static final String AGGREGATE = "aggregate";
    public static final String FORECAST = "forecast";
    public static final String ALERT = "alert";
    public static final String STORE = "store";

    private Stages() {}
}
