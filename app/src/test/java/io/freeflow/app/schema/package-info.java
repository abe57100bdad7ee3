@NullMarked
package io.freeflow.app.schema;

import org.jspecify.annotations.NullMarked;
