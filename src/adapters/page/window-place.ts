import type { ImageSize } from '#core/units.ts';

/** Where on the display the page is shown, CSS pixels. */
export interface WindowPlace {
  readonly size: ImageSize;
  readonly left: number;
  readonly top: number;
}

/** Without scrollbars, and without what a phone's address bar takes away now and then. */
export const windowPlace = (): WindowPlace => ({
  size: {
    width: document.documentElement.clientWidth,
    height: document.documentElement.clientHeight,
  },
  left: window.screenX,
  top: window.screenY,
});
