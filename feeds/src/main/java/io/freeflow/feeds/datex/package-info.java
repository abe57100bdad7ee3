/** DATEX II version 3: measured data and the table of the sites that measure. */
@NullMarked
package io.freeflow.feeds.datex;

import org.jspecify.annotations.NullMarked;
