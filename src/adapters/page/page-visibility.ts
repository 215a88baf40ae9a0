/** Tells each time the page is hidden or shown again. Returns what stops it. */
export function watchVisibility(onChange: (hidden: boolean) => void): () => void {
  const listener = (): void => {
    onChange(document.hidden);
  };
  document.addEventListener('visibilitychange', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
  };
}

/** Tells once when the page is about to go. Returns what stops it. */
export function watchPageHide(onHide: () => void): () => void {
  window.addEventListener('pagehide', onHide);
  return () => {
    window.removeEventListener('pagehide', onHide);
  };
}
