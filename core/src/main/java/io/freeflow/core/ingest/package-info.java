/** The seam for those who push readings, over HTTP or otherwise. */
@NullMarked
package io.freeflow.core.ingest;

import org.jspecify.annotations.NullMarked;
