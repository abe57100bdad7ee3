/** The seam to feeds: simulator, replay, files. */
@NullMarked
package io.freeflow.core.feed;

import org.jspecify.annotations.NullMarked;
