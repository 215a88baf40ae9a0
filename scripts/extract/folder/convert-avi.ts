/** No AVI file can be read, but one command makes all of them into what can. */

const quoted = (path: string): string => `'${path.replaceAll("'", String.raw`'\''`)}'`;

/**
 * For a POSIX shell with ffmpeg: every AVI file beneath `folder` becomes an MP4 file beside it, frame
 * for frame. It can be stopped and started again: what is whole stays, and nothing else has the name.
 */
export const convertCommand = (folder: string): string =>
  `find ${quoted(folder)} -iname '*.avi' -exec sh -c 'for f; do m="\${f%.*}.mp4"; [ -e "$m" ] || { ffmpeg -nostdin -v error -y -i "$f" -an -c:v libx264 -crf 18 -f mp4 "$m.part" && mv "$m.part" "$m"; }; done' sh {} +`;
