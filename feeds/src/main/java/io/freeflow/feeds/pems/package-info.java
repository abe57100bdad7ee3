/** Files of Caltrans' Performance Measurement System. */
@NullMarked
package io.freeflow.feeds.pems;

import org.jspecify.annotations.NullMarked;
