import type { PlayerState } from '#core/live/messages/class-message.ts';
import type { LectureAction } from '#core/sessions/behaviour.ts';
import { lectureTimeS, type LectureTimeS } from '#core/units.ts';

/** A seek of less than this is the player's own adjustment. */
const SHORTEST_SEEK_S = 0.5;

/** Where the lecture stands; null until its medium is known. */
export const lectureTimeOf = (video: HTMLVideoElement): LectureTimeS | null =>
  video.readyState >= HTMLMediaElement.HAVE_METADATA ? lectureTimeS(video.currentTime) : null;

/** What the lecture does; null until its medium is known. */
export function playerStateOf(video: HTMLVideoElement): PlayerState | null {
  if (video.readyState < HTMLMediaElement.HAVE_METADATA) return null;
  if (video.ended) return 'ended';
  return video.paused ? 'paused' : 'playing';
}

/**
 * Tells what a person does with the lecture. A pause that the end brings about is the end alone;
 * dragging the position is one seek, from where it began to where it settled.
 */
export function watchLecture(
  video: HTMLVideoElement,
  onAction: (action: LectureAction) => void,
): () => void {
  const abort = new AbortController();
  const on = (type: keyof HTMLMediaElementEventMap, listener: () => void): void => {
    video.addEventListener(type, listener, { signal: abort.signal });
  };
  let started = !video.paused;
  let settledAt = video.currentTime;
  let seekFrom: number | null = null;

  if (started) onAction({ kind: 'start' });
  on('play', () => {
    onAction({ kind: started ? 'resume' : 'start' });
    started = true;
  });
  on('pause', () => {
    if (!video.ended) onAction({ kind: 'pause' });
  });
  on('ended', () => {
    onAction({ kind: 'end' });
  });
  on('ratechange', () => {
    onAction({ kind: 'rate', rate: video.playbackRate });
  });
  on('timeupdate', () => {
    if (!video.seeking) settledAt = video.currentTime;
  });
  on('seeking', () => {
    seekFrom ??= settledAt;
  });
  on('seeked', () => {
    const from = seekFrom ?? settledAt;
    const to = video.currentTime;
    seekFrom = null;
    settledAt = to;
    if (Math.abs(to - from) < SHORTEST_SEEK_S) return;
    onAction({ kind: 'seek', from: lectureTimeS(from), to: lectureTimeS(to) });
  });

  return () => {
    abort.abort();
  };
}

/** Pauses the lecture; returns what lets it go on, where it played. */
export function holdLecture(video: HTMLVideoElement): () => void {
  const played = !video.paused && !video.ended;
  video.pause();
  return () => {
    if (played) video.play().catch(() => undefined);
  };
}
