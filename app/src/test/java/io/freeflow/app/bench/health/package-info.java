@NullMarked
package io.freeflow.app.bench.health;

import org.jspecify.annotations.NullMarked;
