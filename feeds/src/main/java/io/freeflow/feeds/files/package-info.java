/** What a file is, its records in the order of time, and the feed that sends them. */
@NullMarked
package io.freeflow.feeds.files;

import org.jspecify.annotations.NullMarked;
