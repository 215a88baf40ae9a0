/** The drawing is one picture with one name; its numbers are in the table behind it. */
export function silenceParts(plot: Element): void {
  const silence = (): void => {
    for (const part of plot.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  };
  plot.setAttribute('role', 'img');
  silence();
  // What follows the pointer is drawn anew with it.
  new MutationObserver(silence).observe(plot, { childList: true, subtree: true });
}
