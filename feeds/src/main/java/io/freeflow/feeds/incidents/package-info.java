/** Reports of incidents: JSON objects of ours and of the original, and WZDx feeds of work zones. */
@NullMarked
package io.freeflow.feeds.incidents;

import org.jspecify.annotations.NullMarked;
