@NullMarked
package io.freeflow.app;

import org.jspecify.annotations.NullMarked;
