/** {@code freeflow backtest}: models scored on the past. */
@NullMarked
package io.freeflow.app.backtest;

import org.jspecify.annotations.NullMarked;
