import { useEffect, useState } from 'react';

/** A stretch of the lecture with a title, from its chapters. */
export interface Slide {
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

const isTitled = (cue: TextTrackCue): cue is VTTCue => 'text' in cue;

/** The chapters of a WebVTT file, read as the browser reads them; none until they are there. */
export function useSlides(address: string | null): readonly Slide[] {
  const [slides, setSlides] = useState<readonly Slide[]>([]);
  useEffect(() => {
    if (address === null) return;
    const video = document.createElement('video');
    const track = document.createElement('track');
    track.kind = 'chapters';
    track.src = address;
    track.addEventListener('load', () => {
      const cues = Array.from(track.track.cues ?? []).filter(isTitled);
      setSlides(
        cues.map(({ startTime, endTime, text }) => ({
          from: startTime,
          to: endTime,
          title: text.trim(),
        })),
      );
    });
    video.append(track);
    track.track.mode = 'hidden';
    return () => {
      track.remove();
      setSlides([]);
    };
  }, [address]);
  return slides;
}

/** The title of what was on the screen; null where the chapters do not say. */
export const slideAt = (slides: readonly Slide[], seconds: number): string | null =>
  slides.find(({ from, to }) => from <= seconds && seconds < to)?.title ?? null;
