import { isHls, playHls } from '#adapters/hls/play-hls.ts';
import { problem, type Problem } from '#stores/problem.ts';
import type { Actions, LectureSource } from '#ui/actions.ts';

/** Whether this site's configuration lets lectures come from that address. */
const isAllowed = (url: URL, mediaOrigins: readonly string[]): boolean =>
  url.protocol === 'blob:' || url.origin === location.origin || mediaOrigins.includes(url.origin);

/** Loads lectures into video elements, from the origins that the deployer lets them come from. */
export const createAttachLecture =
  (mediaOrigins: readonly string[]): Actions['attachLecture'] =>
  (video: HTMLVideoElement, lecture: LectureSource, onProblem: (problem: Problem) => void) => {
    const closing = new AbortController();
    const { signal } = closing;
    const detach = (): void => {
      closing.abort();
      video.removeAttribute('src');
      video.load();
    };
    const address = lecture.kind === 'file' ? URL.createObjectURL(lecture.file) : lecture.url;
    if (lecture.kind === 'file') {
      signal.addEventListener('abort', () => {
        URL.revokeObjectURL(address);
      });
    }
    const url = new URL(address, document.baseURI);
    if (!isAllowed(url, mediaOrigins)) {
      onProblem(problem('lecture_host_blocked', url.host));
      return detach;
    }
    video.addEventListener(
      'error',
      () => {
        onProblem(problem('lecture_unplayable', video.error?.message ?? null));
      },
      { signal },
    );
    if (isHls(url.href)) {
      const stop = playHls(video, url.href, ({ detail }) => {
        onProblem(problem('lecture_unplayable', detail));
      });
      signal.addEventListener('abort', stop);
    } else {
      video.src = url.href;
    }
    return detach;
  };
