/** Networks that were trained elsewhere, from model folders. */
@NullMarked
package io.freeflow.forecast.network;

import org.jspecify.annotations.NullMarked;
