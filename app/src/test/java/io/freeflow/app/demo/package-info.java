@NullMarked
package io.freeflow.app.demo;

import org.jspecify.annotations.NullMarked;
