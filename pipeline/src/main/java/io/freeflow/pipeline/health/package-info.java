/** Tests of detectors: which sensors are to be believed. Part of the aggregate stage. */
@NullMarked
package io.freeflow.pipeline.health;

import org.jspecify.annotations.NullMarked;
