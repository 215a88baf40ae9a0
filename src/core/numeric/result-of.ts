/** Runs a calculation that pauses after its steps to its end. */
export function resultOf<Result>(steps: Iterator<unknown, Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
