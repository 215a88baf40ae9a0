/**
 * First value of a number in an object that is overwritten with every frame. V8 overwrites such a
 * number in place where it began as a fraction; where it began as a whole number, each fraction is
 * allocated anew. A number in a closure's variable always is.
 */
export const OVERWRITTEN = 0.5;
