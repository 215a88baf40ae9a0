import type { ReactNode } from 'react';

const DRAWINGS = {
  camera:
    'M3 8.5A1.5 1.5 0 0 1 4.5 7h9A1.5 1.5 0 0 1 15 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 15.5zM15 11l6-3.5v9L15 13',
  numbers: 'M4 6h16M4 12h10M4 18h13',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5',
  log: 'M6 3.5h9l4 4V20.5H6zM9.5 11h6M9.5 15h6M14.5 3.5V8H19',
  hand: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9v6M14.5 9v6',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.5v13l10.5-6.5z',
  stop: 'M7 7h10v10H7z',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5',
  download: 'M12 4v11M7.5 11l4.5 4.5L16.5 11M5 20h14',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  screen: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  attention:
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  states: 'M4 20V10M9.3 20V4M14.6 20v-8M20 20v-5',
  cameraless:
    'M3 8.5A1.5 1.5 0 0 1 4.5 7h1M9 7h4.5A1.5 1.5 0 0 1 15 8.5V11l6-3.5v9L15 13M15 16a1.5 1.5 0 0 1-1.5 1h-9A1.5 1.5 0 0 1 3 15.5v-7M4 4l16 16',
  lamp: 'M9 17.5h6M10 20.5h4M12 3.5a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3.5',
  note: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.4v.2',
} as const;
export type IconName = keyof typeof DRAWINGS;

interface IconProps {
  readonly name: IconName;
  readonly size?: number;
}

/** A line drawing beside words that say the same; hidden from assistive technology. */
export function Icon({ name, size = 20 }: IconProps): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
