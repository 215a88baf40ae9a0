import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { evaluationFigures } from '#ui/charts/evaluation/evaluation-figures.ts';
import { escaped, reportPage } from '#ui/charts/evaluation/report-page.ts';
import { exampleJudgement } from '../../fixtures/ui-preview/lab/example-judgement.ts';

const HOSTILE = `</title><script>alert(1)</script><img src=x onerror='alert(2)'> & "so on"`;

describe('a report as one page', () => {
  it('[JDG-9] shows hostile names as text, and loads and runs nothing', () => {
    const { file, judgement } = exampleJudgement({
      name: HOSTILE,
      persons: (index) => `${HOSTILE} ${index % 3}`,
      recording: () => 'a/b.csv',
      output: 'exclusive',
      data: { kind: 'same' },
      study: true,
    });
    const { document } = parseHTML('<!doctype html><html><body></body></html>');
    const html = reportPage(
      {
        title: file.run.name,
        lead: [HOSTILE],
        report: judgement.report,
        figures: evaluationFigures(judgement),
        study: file.bundle?.study ?? null,
      },
      { document, width: 640 },
    );
    const read = parseHTML(html).document;
    expect(
      read.querySelectorAll('script, img, link, iframe, object, [onerror], [src]'),
    ).toHaveLength(0);
    expect(read.querySelector('h1')?.textContent).toBe(HOSTILE);
    expect(read.querySelectorAll('figure svg')).toHaveLength(evaluationFigures(judgement).length);
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/);
    // The study and the verdict are in it.
    expect(html).toContain('only gaze');
    expect(html).toMatch(/On persons it never saw this model is/);
  });

  it('[JDG-9] writes every letter that means something to HTML as itself', () => {
    expect(escaped(`<a href="x">'&'</a>`)).toBe(
      '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;',
    );
  });
});
