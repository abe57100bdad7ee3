/** What somebody reports of the road: accidents, work zones, closures; where they are, and until when. */
@NullMarked
package io.freeflow.core.incident;

import org.jspecify.annotations.NullMarked;
