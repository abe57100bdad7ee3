@NullMarked
package io.freeflow.serve;

import org.jspecify.annotations.NullMarked;
