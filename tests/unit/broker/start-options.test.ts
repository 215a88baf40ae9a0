import { expect, it } from 'vitest';
import { UsageError, readStartOptions } from '../../../scripts/start-options.ts';

const read = (line: string, environment: Record<string, string> = {}) =>
  readStartOptions(
    line.split(' ').filter((part) => part !== ''),
    environment,
  );

it('[BRK-14] without --class there is none, and the port is as ever', () => {
  expect(read('')).toEqual({ port: 4173, class: null });
  expect(read('--port 80')).toEqual({ port: 80, class: null });
  expect(read('', { PORT: '81' })).toEqual({ port: 81, class: null });
});

it('[BRK-14] a class has a port, a certificate, a code and a lecture, each as given', () => {
  expect(read('--class')).toEqual({
    port: 4173,
    class: { port: 4443, certificate: null, joinCode: null, lecture: {} },
  });
  const all =
    '--class --port 80 --class-port 443 --cert c.pem --key k.pem --code abcdef23 --course psy --lecture l-1 --src /demo/lecture.webm';
  expect(read(all)).toEqual({
    port: 80,
    class: {
      port: 443,
      certificate: { cert: 'c.pem', key: 'k.pem' },
      joinCode: 'ABCD-EF23',
      lecture: { courseId: 'psy', lectureId: 'l-1', src: '/demo/lecture.webm' },
    },
  });
});

it.each([
  ['--port x', /port is a number/],
  ['--class --class-port 70000', /port is a number/],
  ['--code ABCD-EF23', /--code is for a class: add --class/],
  ['--cert c.pem', /--cert is for a class/],
  ['--class --cert c.pem', /--cert and --key go together/],
  ['--class --code ABCD-EF2O', /join code is 8 of/],
  ['--class --course a/b', /--course is 1 to 64/],
  ['--klass', /--klass/],
])('[BRK-14] refuses %s in one sentence', (line, words) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrow(words);
});
