/** The road in one process: what {@code freeflow demo} runs. */
@NullMarked
package io.freeflow.app.demo;

import org.jspecify.annotations.NullMarked;
