/** Faces a landmarker is told to look for at most. */
export const MAX_FACES = 3;

/**
 * How many faces to track. While fewer are tracked than looked for, the detector runs on every
 * frame, so the limit follows the headcount of an occasional second look: up at once, down after
 * two looks agree.
 */
export interface FaceLimit {
  readonly limit: number;
  readonly lowerLooks: number;
}

export const ONE_FACE: FaceLimit = { limit: 1, lowerLooks: 0 };

export function afterLook(state: FaceLimit, headcount: number): FaceLimit {
  const wanted = Math.max(1, Math.min(headcount, MAX_FACES));
  if (wanted >= state.limit) return { limit: wanted, lowerLooks: 0 };
  return state.lowerLooks >= 1
    ? { limit: wanted, lowerLooks: 0 }
    : { limit: state.limit, lowerLooks: state.lowerLooks + 1 };
}
