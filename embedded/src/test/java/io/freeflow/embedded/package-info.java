@NullMarked
package io.freeflow.embedded;

import org.jspecify.annotations.NullMarked;
