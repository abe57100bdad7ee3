/** The METR-LA data set: its network, its rows, its replay. */
@NullMarked
package io.freeflow.feeds.metrla;

import org.jspecify.annotations.NullMarked;
