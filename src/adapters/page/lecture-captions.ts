/** Whether nobody speaks now, as the lecture's captions have it; null where it has none. */
export function isQuiet(video: HTMLVideoElement): boolean | null {
  const captions = [...video.textTracks].filter(
    ({ kind, mode, cues }) =>
      (kind === 'captions' || kind === 'subtitles') &&
      mode !== 'disabled' &&
      cues !== null &&
      cues.length > 0,
  );
  if (captions.length === 0) return null;
  return captions.every(({ activeCues }) => activeCues === null || activeCues.length === 0);
}
