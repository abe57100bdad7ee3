@NullMarked
package io.freeflow.app.config;

import org.jspecify.annotations.NullMarked;
