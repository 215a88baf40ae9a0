import type { ReactNode } from 'react';

/** Rows of points on a face, as fractions of its width, from forehead to chin: (y, half-width). */
const ROWS = [
  [-60, 22],
  [-44, 38],
  [-26, 46],
  [-8, 48],
  [10, 46],
  [28, 40],
  [45, 30],
  [60, 15],
] as const;

const POINTS = ROWS.flatMap(([y, half], row) => {
  const count = 3 + Math.round(half / 12);
  return Array.from({ length: count }, (_, index) => ({
    key: `${row}-${index}`,
    x: -half + (2 * half * index) / (count - 1),
    y: y + 5 * Math.cos((Math.PI * index) / (count - 1) - Math.PI / 2),
  }));
});

const LINE =
  'M0 58 C14 52 20 30 34 32 S56 52 70 44 92 18 108 22 128 40 142 34 160 14 176 18 196 30 210 22';

/** A face becomes points, points become a line, and all of it stays inside one device. */
export function HomePicture(): ReactNode {
  return (
    <svg
      viewBox="0 0 560 330"
      role="img"
      aria-label="A laptop: a face in front of its camera turns into points, the points into a line on the screen, and nothing leaves the laptop."
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
      <path d="M104 214h224" stroke="var(--heed-rule)" strokeWidth="6" />
      <path d="M104 214h92" stroke="var(--heed-accent)" strokeWidth="6" />

      <g transform="translate(424 126)">
        {POINTS.map(({ key, x, y }) => (
          <circle key={key} cx={x} cy={y} r="2.6" fill="var(--heed-accent)" opacity="0.75" />
        ))}
        <ellipse cx="-19" cy="-14" rx="9" ry="5" stroke="var(--heed-ink)" strokeWidth="2.2" />
        <ellipse cx="19" cy="-14" rx="9" ry="5" stroke="var(--heed-ink)" strokeWidth="2.2" />
        <circle cx="-21" cy="-14" r="2.4" fill="var(--heed-ink)" />
        <circle cx="17" cy="-14" r="2.4" fill="var(--heed-ink)" />
        <path d="M0-8v20M-12 34q12 7 24 0" stroke="var(--heed-ink)" strokeWidth="2.2" />
      </g>
      <path d={LINE} transform="translate(264 204)" stroke="var(--heed-page)" strokeWidth="9" />
      <path
        d={LINE}
        transform="translate(264 204)"
        stroke="var(--heed-status-engaged)"
        strokeWidth="3.5"
      />
    </svg>
  );
}
