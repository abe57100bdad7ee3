/** Wire formats: bytes of a record to our fields, and back. */
@NullMarked
package io.freeflow.feeds.formats;

import org.jspecify.annotations.NullMarked;
