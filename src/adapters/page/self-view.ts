import type { FaceOverlay } from '#protocol/face-protocol.ts';

const DOT_RADIUS_PX = 1.1;
const DOT_COLOUR = 'rgb(120 230 200 / 85%)';

export interface SelfView {
  show(track: MediaStreamTrack | null): void;
  overlay(overlay: FaceOverlay): void;
  close(): void;
}

/**
 * Draws the camera on a canvas as a mirror would show it, with the newest landmarks on top.
 * Nothing is kept: the picture goes from the track to the canvas.
 */
export function openSelfView(canvas: HTMLCanvasElement): SelfView {
  const context = canvas.getContext('2d');
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  let latest: FaceOverlay | null = null;
  let frame = 0;

  const drawDots = (faces: readonly Float32Array[]): void => {
    if (context === null) return;
    context.fillStyle = DOT_COLOUR;
    context.beginPath();
    for (const points of faces) {
      for (let index = 0; index + 1 < points.length; index += 2) {
        const x = (points[index] as number) * canvas.width;
        const y = (points[index + 1] as number) * canvas.height;
        context.moveTo(x + DOT_RADIUS_PX, y);
        context.arc(x, y, DOT_RADIUS_PX, 0, 2 * Math.PI);
      }
    }
    context.fill();
  };

  const draw = (): void => {
    frame = requestAnimationFrame(draw);
    if (context === null || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    if (canvas.width !== video.videoWidth) canvas.width = video.videoWidth;
    if (canvas.height !== video.videoHeight) canvas.height = video.videoHeight;
    context.save();
    context.translate(canvas.width, 0);
    context.scale(-1, 1);
    context.drawImage(video, 0, 0);
    if (latest !== null) drawDots(latest.faces);
    context.restore();
  };
  frame = requestAnimationFrame(draw);

  return {
    show(track) {
      latest = null;
      video.srcObject = track === null ? null : new MediaStream([track]);
      if (track === null) context?.clearRect(0, 0, canvas.width, canvas.height);
      else void video.play().catch(() => undefined);
    },
    overlay(overlay) {
      latest = overlay;
    },
    close() {
      cancelAnimationFrame(frame);
      video.srcObject = null;
      context?.clearRect(0, 0, canvas.width, canvas.height);
    },
  };
}
