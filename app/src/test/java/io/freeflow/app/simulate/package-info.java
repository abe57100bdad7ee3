@NullMarked
package io.freeflow.app.simulate;

import org.jspecify.annotations.NullMarked;
