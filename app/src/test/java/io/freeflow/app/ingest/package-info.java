@NullMarked
package io.freeflow.app.ingest;

import org.jspecify.annotations.NullMarked;
