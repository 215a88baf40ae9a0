import type { ReactNode } from 'react';

/** Rows of points on a face from forehead to chin: height, half-width, how many. */
const ROWS = [
  [-62, 24, 4],
  [-46, 38, 6],
  [-29, 45, 7],
  [20, 43, 7],
  [56, 22, 4],
] as const;
/** Single points beside the eyes, along the nose and around the mouth. */
const SINGLES = [
  [-48, -11],
  [48, -11],
  [-48, 5],
  [48, 5],
  [0, -13],
  [0, 0],
  [0, 11],
  [-36, 38],
  [36, 38],
] as const;

const POINTS = [
  ...ROWS.flatMap(([y, half, count]) =>
    Array.from({ length: count }, (_, index) => {
      const across = (2 * index) / (count - 1) - 1;
      return { x: half * across, y: y + (y < 0 ? 6 : -4) * across * across };
    }),
  ),
  ...SINGLES.map(([x, y]) => ({ x, y })),
];

const LINE =
  'M0 34C16 34 20 14 38 14S62 30 82 28 104 6 124 6 150 26 170 24 196 10 214 10 236 18 252 14';

/** A face becomes points, points become a line, and no picture gets out of the device. */
export function HomePicture(): ReactNode {
  return (
    <svg
      viewBox="0 0 560 330"
      role="img"
      aria-label="A laptop: a face in front of its camera turns into points, the points into a line on the screen, and no picture leaves the laptop."
      style={{ width: '100%', height: 'auto', display: 'block' }}
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <rect x="60" y="16" width="440" height="262" rx="18" fill="var(--heed-surface)" />
      <rect
        x="60"
        y="16"
        width="440"
        height="262"
        rx="18"
        stroke="var(--heed-ink)"
        strokeWidth="2.5"
      />
      <path
        d="M20 300h520l-14 12a12 12 0 0 1-8 3H42a12 12 0 0 1-8-3z"
        fill="var(--heed-surface)"
        stroke="var(--heed-ink)"
        strokeWidth="2.5"
      />
      <path d="M60 278 40 300M500 278l20 22" stroke="var(--heed-ink)" strokeWidth="2.5" />
      <circle cx="280" cy="31" r="4" fill="var(--heed-accent)" />

      <rect x="84" y="48" width="264" height="148" rx="10" fill="var(--heed-accent-soft)" />
      <path
        d="M108 78h120M108 98h84M108 168h56"
        stroke="var(--heed-accent)"
        strokeWidth="7"
        opacity="0.35"
      />
      <circle cx="284" cy="128" r="38" stroke="var(--heed-accent)" strokeWidth="5" opacity="0.4" />
      <path d="M284 90v38l27 27" stroke="var(--heed-accent)" strokeWidth="5" opacity="0.4" />
      <path d="M90 240h108" stroke="var(--heed-rule)" strokeWidth="6" />
      <path d="M90 240h52" stroke="var(--heed-accent)" strokeWidth="6" />

      <g transform="translate(424 122)">
        {POINTS.map(({ x, y }) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="2.6" fill="var(--heed-accent)" />
        ))}
        <path
          d="M-31-9q10-9 20 0q-10 7-20 0zM11-9q10-9 20 0q-10 7-20 0zM-15 38q15 7 30 0"
          stroke="var(--heed-ink)"
          strokeWidth="2.2"
        />
        <circle cx="-22" cy="-10" r="2.6" fill="var(--heed-ink)" />
        <circle cx="20" cy="-10" r="2.6" fill="var(--heed-ink)" />
      </g>
      <path d={LINE} transform="translate(226 222)" stroke="var(--heed-accent)" strokeWidth="3.5" />
    </svg>
  );
}
