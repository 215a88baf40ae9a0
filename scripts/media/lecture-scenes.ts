/** The moving picture of each slide, drawn in a space of 1100 x 330 with its centre at (0, 0). */
import { SLIDE_SECONDS, type SceneName } from './lecture-script.ts';

export type Drawing = OffscreenCanvasRenderingContext2D;

export const INK = '#1f3a4a';
export const PAPER = '#faf6ee';
const SOFT = '#d8d2c4';
const WARM = '#d9803a';
const CALM = '#2f7f79';
const TAU = 2 * Math.PI;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
/** 0 before `from`, 1 after `to`, gently in between (cubic smoothstep). */
function ease(t: number, from: number, to: number): number {
  const x = clamp((t - from) / (to - from));
  return x * x * (3 - 2 * x);
}
/** Always the same "random" number in 0..1 for an index. */
const scatter = (index: number): number => {
  const x = Math.sin(index * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
};

function disc(d: Drawing, x: number, y: number, radius: number, colour: string): void {
  d.fillStyle = colour;
  d.beginPath();
  d.arc(x, y, radius, 0, TAU);
  d.fill();
}

function ring(d: Drawing, x: number, y: number, radius: number, colour: string, width = 5): void {
  d.strokeStyle = colour;
  d.lineWidth = width;
  d.beginPath();
  d.arc(x, y, radius, 0, TAU);
  d.stroke();
}

function bar(d: Drawing, x: number, y: number, w: number, h: number, colour: string): void {
  d.fillStyle = colour;
  d.beginPath();
  d.roundRect(x, y, w, h, Math.min(h, w) / 2.5);
  d.fill();
}

function eye(d: Drawing, x: number, y: number, size: number, look: number): void {
  d.strokeStyle = INK;
  d.lineWidth = 6;
  d.beginPath();
  d.moveTo(x - size, y);
  d.quadraticCurveTo(x, y - size * 0.85, x + size, y);
  d.quadraticCurveTo(x, y + size * 0.85, x - size, y);
  d.stroke();
  disc(d, x + look * size * 0.4, y, size * 0.3, CALM);
  disc(d, x + look * size * 0.4, y, size * 0.13, INK);
}

function opening(d: Drawing, t: number): void {
  eye(d, 0, 0, 150, Math.sin((TAU * t) / 6) * ease(t, 0.5, 2));
}

function sharpSpot(d: Drawing, t: number): void {
  const x = -340 + 680 * ease(t, 1, 8);
  const y = 50 * Math.sin(t);
  for (let index = 0; index < 77; index++) {
    const dotX = -500 + (index % 11) * 100 + 30 * (scatter(index) - 0.5);
    const dotY = -140 + Math.floor(index / 11) * 47;
    const near = Math.hypot(dotX - x, dotY - y) < 95;
    disc(d, dotX, dotY, near ? 11 : 7, near ? CALM : SOFT);
  }
  ring(d, x, y, 105, WARM);
}

function eyeJumps(d: Drawing, t: number): void {
  const words = [118, 74, 152, 96, 60, 134, 88, 120, 70, 108, 92, 140, 64, 110, 126, 80];
  const places: { x: number; y: number }[] = [];
  let x = -480;
  let y = -95;
  for (const width of words) {
    if (x + width > 500) {
      x = -480;
      y += 85;
    }
    bar(d, x, y, width, 26, SOFT);
    places.push({ x: x + width / 2, y: y + 13 });
    x += width + 26;
  }
  const jump = Math.min(places.length - 1, Math.floor(t * 2));
  for (let back = 3; back >= 0; back--) {
    const place = places[jump - back];
    if (place === undefined) continue;
    const before = places[jump - back - 1];
    if (before !== undefined && back < 3) {
      d.strokeStyle = WARM;
      d.lineWidth = 3;
      d.beginPath();
      d.moveTo(before.x, before.y);
      d.lineTo(place.x, place.y);
      d.stroke();
    }
    disc(d, place.x, place.y, back === 0 ? 17 : 8, WARM);
  }
}

function spotlight(d: Drawing, t: number): void {
  const lit = ease(t, 2, 3.5) - 2 * ease(t, 6, 7.5);
  disc(d, lit * 320, 0, 150, '#f5dfb4');
  for (const side of [-1, 1]) {
    for (let index = 0; index < 9; index++) {
      const x = side * 320 + ((index % 3) - 1) * 80;
      const y = (Math.floor(index / 3) - 1) * 80;
      const noticed = Math.hypot(x - lit * 320, y) < 140;
      disc(d, x, y, 20, noticed ? CALM : SOFT);
    }
  }
  bar(d, -30, -4, 60, 8, INK);
  bar(d, -4, -30, 8, 60, INK);
}

function fourThings(d: Drawing, t: number): void {
  const shift = ease(t, 5.5, 6.7);
  d.strokeStyle = INK;
  d.lineWidth = 5;
  d.beginPath();
  d.roundRect(-350, -95, 700, 190, 30);
  d.stroke();
  for (let index = 0; index < 5; index++) {
    const arrives = index < 4 ? ease(t, 0.6 + index, 1.4 + index) : ease(t, 5.5, 6.7);
    const slot = -262 + (index < 4 ? index - shift : 4 - shift) * 175;
    const fallen = index === 0 ? ease(t, 5.5, 7.5) : 0;
    if (arrives === 0) continue;
    d.globalAlpha = arrives * (1 - fallen);
    bar(d, slot - 58 - fallen * 60, -58 + fallen * 150, 116, 116, index === 4 ? WARM : CALM);
    d.globalAlpha = 1;
  }
}

function wandering(d: Drawing, t: number): void {
  const height = (x: number): number => {
    const away = Math.exp(-(((x - 60) / 190) ** 2));
    return -130 * away * (0.75 + 0.25 * Math.sin(x / 28)) + 60;
  };
  d.setLineDash([4, 16]);
  d.strokeStyle = SOFT;
  d.lineWidth = 6;
  d.beginPath();
  d.moveTo(-500, 60);
  d.lineTo(500, 60);
  d.stroke();
  d.setLineDash([]);
  const end = -500 + 1000 * ease(t, 0.5, 8);
  d.strokeStyle = CALM;
  d.beginPath();
  d.moveTo(-500, height(-500));
  for (let x = -496; x <= end; x += 4) d.lineTo(x, height(x));
  d.stroke();
  disc(d, end, height(end), 18, WARM);
}

function switching(d: Drawing, t: number): void {
  const pieces = [
    { row: 0, from: -500, to: -250 },
    { row: 1, from: -180, to: -60 },
    { row: 0, from: 10, to: 190 },
    { row: 1, from: 260, to: 340 },
    { row: 0, from: 410, to: 500 },
  ];
  const now = -500 + 1000 * clamp((t - 0.5) / 7);
  for (const row of [0, 1]) bar(d, -500, -70 + row * 110, 1000, 40, '#ece6d8');
  for (const { row, from, to } of pieces) {
    const done = Math.min(now, to) - from;
    if (done > 6) bar(d, from, -70 + row * 110, done, 40, row === 0 ? CALM : WARM);
  }
  d.strokeStyle = INK;
  d.lineWidth = 3;
  d.beginPath();
  d.moveTo(now, -105);
  d.lineTo(now, 115);
  d.stroke();
}

function recalling(d: Drawing, t: number): void {
  for (let index = 0; index < 3; index++) {
    const y = -100 + index * 90;
    const written = ease(t, 0.8 + index * 2, 2 + index * 2);
    ring(d, -330, y + 14, 26, INK, 4);
    bar(d, -270, y, 600, 28, '#ece6d8');
    if (written > 0.03) bar(d, -270, y, 600 * written, 28, CALM);
    if (written < 1) continue;
    d.strokeStyle = WARM;
    d.lineWidth = 7;
    d.beginPath();
    d.moveTo(-342, y + 14);
    d.lineTo(-333, y + 25);
    d.lineTo(-315, y + 2);
    d.stroke();
  }
}

function camera(d: Drawing, t: number): void {
  const away = Math.sin((TAU * t) / SLIDE_SECONDS);
  eye(d, -360 - 55, -10, 46, away);
  eye(d, -360 + 55, -10, 46, away);
  ring(d, -360, 0, 140, INK);
  d.setLineDash([6, 14]);
  d.strokeStyle = SOFT;
  d.lineWidth = 5;
  d.beginPath();
  d.moveTo(-190, 0);
  d.lineTo(110, 0);
  d.stroke();
  d.setLineDash([]);
  d.fillStyle = WARM;
  d.font = '600 110px "Source Sans 3"';
  d.textAlign = 'center';
  d.globalAlpha = ease(t, 2, 3.5);
  d.fillText('?', -170, -60);
  d.globalAlpha = 1;
  bar(d, 150, -80, 260, 160, INK);
  disc(d, 280, 0, 58, PAPER);
  disc(d, 280, 0, 38, CALM);
  disc(d, 375, -52, 9, WARM);
}

function closing(d: Drawing, t: number): void {
  const level = (x: number): number => 40 - 70 * Math.sin(x / 130) - 25 * Math.sin(x / 47);
  const end = -450 + 900 * ease(t, 0.5, 6);
  bar(d, -460, 140, 920, 5, SOFT);
  d.strokeStyle = CALM;
  d.lineWidth = 7;
  d.lineJoin = 'round';
  d.beginPath();
  d.moveTo(-450, level(-450));
  for (let x = -444; x <= end; x += 6) d.lineTo(x, level(x));
  d.stroke();
  disc(d, end, level(end), 14, WARM);
}

export const SCENES: Readonly<Record<SceneName, (d: Drawing, t: number) => void>> = {
  opening,
  sharp_spot: sharpSpot,
  eye_jumps: eyeJumps,
  spotlight,
  four_things: fourThings,
  wandering,
  switching,
  recalling,
  camera,
  closing,
};
