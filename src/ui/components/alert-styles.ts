/** A note on a warm ground, in the ink of the page: noticed, not alarming. */
export const WARM_ALERT = {
  root: { background: 'var(--heed-alert-soft)', borderColor: 'var(--heed-alert-rule)' },
  title: { color: 'var(--heed-ink)' },
  message: { color: 'var(--heed-ink)' },
  icon: { color: 'var(--heed-status-disengaged)' },
};
