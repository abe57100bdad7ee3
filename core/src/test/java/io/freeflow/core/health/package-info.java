@NullMarked
package io.freeflow.core.health;

import org.jspecify.annotations.NullMarked;
