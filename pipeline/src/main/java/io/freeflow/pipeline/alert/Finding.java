package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertFigures;

/**
 * A stretch on which a rule's condition holds. Stations are numbers in the order of travel.
 *
 * @param opens whether it may open an alert; else it only keeps an open one from clearing
 * @param why which figures passed which thresholds; may be empty
 */
record Finding(int tail, int head, boolean opens, AlertFigures figures, String why) {

    Finding(int tail, int head, boolean opens, AlertFigures figures) {
        this(tail, head, opens, figures, "");
    }

    /** The same, but it opens nothing. */
    Finding notOpening() {
        return new Finding(tail, head, false, figures, why);
    }
}
