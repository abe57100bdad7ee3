@NullMarked
package io.freeflow.app.start;

import org.jspecify.annotations.NullMarked;
