/** The seam between the readers of files and those who take their records. */
@NullMarked
package io.freeflow.feeds.records;

import org.jspecify.annotations.NullMarked;
