/** Which trained networks serve. */
@NullMarked
package io.freeflow.app.models;

import org.jspecify.annotations.NullMarked;
