@NullMarked
package io.freeflow.pipeline.health;

import org.jspecify.annotations.NullMarked;
