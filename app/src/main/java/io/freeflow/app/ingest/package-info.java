/** Files into Freeflow: what they hold, how it is judged, where it goes. */
@NullMarked
package io.freeflow.app.ingest;

import org.jspecify.annotations.NullMarked;
