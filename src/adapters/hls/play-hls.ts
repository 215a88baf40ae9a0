export interface HlsFailure {
  readonly kind: 'unreachable' | 'unplayable';
  readonly detail: string;
}

export const isHls = (url: string): boolean =>
  new URL(url, document.baseURI).pathname.toLowerCase().endsWith('.m3u8');

const playsHlsNatively = (video: HTMLVideoElement): boolean =>
  video.canPlayType('application/vnd.apple.mpegurl') !== '';

/**
 * Plays a stream by hls.js, which is loaded for nothing else, and only where that cannot work
 * (no Media Source Extensions) by the browser itself: what browsers play of HLS differs widely.
 * Returns what stops it and lets the stream go.
 */
export function playHls(
  video: HTMLVideoElement,
  url: string,
  onFailure: (failure: HlsFailure) => void,
): () => void {
  const stop = new AbortController();
  void import('hls.js').then(
    ({ default: Hls }) => {
      if (stop.signal.aborted) return;
      if (!Hls.isSupported()) {
        if (playsHlsNatively(video)) video.src = url;
        else onFailure({ kind: 'unplayable', detail: 'This browser has no way to play HLS.' });
        return;
      }
      // Its own worker would be a blob, which the page's security policy doesn't allow.
      const hls = new Hls({ enableWorker: false });
      hls.on(Hls.Events.ERROR, (_, { fatal, type, details }) => {
        if (!fatal) return;
        const kind = type === Hls.ErrorTypes.NETWORK_ERROR ? 'unreachable' : 'unplayable';
        onFailure({ kind, detail: details });
      });
      stop.signal.addEventListener('abort', () => {
        hls.destroy();
      });
      hls.loadSource(url);
      hls.attachMedia(video);
    },
    (cause: unknown) => {
      onFailure({ kind: 'unplayable', detail: String(cause) });
    },
  );
  return () => {
    stop.abort();
  };
}
