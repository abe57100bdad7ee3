@NullMarked
package io.freeflow.app.backtest;

import org.jspecify.annotations.NullMarked;
