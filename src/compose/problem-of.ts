import { CameraError } from '#adapters/camera/camera-error.ts';
import { VisionError } from '#adapters/worker-clients/vision-options.ts';
import { problem, type Problem } from '#stores/problem.ts';

/** What an error means to the person at the page; null where they gave up themselves. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof CameraError || error instanceof VisionError) {
    const { cause } = error;
    const detail = cause instanceof Error ? cause.message : error.message;
    return error.problem === 'aborted' ? null : problem(error.problem, detail);
  }
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  return problem('unexpected', error instanceof Error ? error.message : String(error));
}
