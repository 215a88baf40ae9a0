import type { LabelSpan } from '../label-track.ts';

/** What is wrong with the order of spans, in a sentence with its place; null where nothing is. */
export function spansFault(spans: readonly LabelSpan[]): string | null {
  let before: LabelSpan | null = null;
  for (const [index, span] of spans.entries()) {
    const place = `span ${index + 1} (${span.from} to ${span.to} ms)`;
    if (span.word === '') return `${place} has no word.`;
    if (!(span.from < span.to)) return `${place} does not end after it begins.`;
    if (before !== null && span.from < before.from) {
      return `${place} begins before the one ahead of it, which is from ${before.from} ms on.`;
    }
    if (before !== null && span.from < before.to) {
      return `${place} overlaps the one ahead of it, which lasts until ${before.to} ms.`;
    }
    before = span;
  }
  return null;
}
