import { describe, expect, it } from 'vitest';
import { exportFileName, keptFrameName, safeNamePart } from '#core/sessions/file-names.ts';
import { timestampMs } from '#core/units.ts';

const session = { studentId: 'student_4', lectureId: 'lec_2a', id: '3b05caef' };

describe('file names', () => {
  it('[EXP-7] of kept pictures are student, lecture, session and moment', () => {
    const at = timestampMs(Date.UTC(2025, 9, 24, 9, 38, 13) + 723.405);
    expect(keptFrameName(session, at)).toBe('student_4_lec_2a_3b05caef_20251024_093813_723405.jpg');
  });

  it('[EXP-7] do not let two moments of one second share a name', () => {
    const second = Date.UTC(2025, 9, 24, 9, 38, 13);
    const names = [0, 0.001, 999.999].map((ms) => keptFrameName(session, timestampMs(second + ms)));
    expect(names.map((name) => name.slice(-10, -4))).toEqual(['000000', '000001', '999999']);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['.hidden', 'hidden'],
    ['', 'unnamed'],
    ['..', 'unnamed'],
    ['con\u0000trol\n', 'con-trol'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['Zoë 王', 'Zoë-王'],
  ])('[EXP-8] make %j safe as %j', (unsafe, safe) => {
    expect(safeNamePart(unsafe)).toBe(safe);
  });

  it('[EXP-8] stay short enough for every file system', () => {
    const long = { studentId: 'x'.repeat(500), lectureId: '😀'.repeat(500), id: 'é'.repeat(500) };
    expect(exportFileName('features', long, 'csv').length).toBeLessThan(230);
  });
});
