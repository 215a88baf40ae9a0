/** The largest values of a class message; each is 0 or more. They keep it short, whatever it holds. */
export const MESSAGE_LIMITS = {
  /** 115 days of messages, one a second. */
  number: 9_999_999,
  /** ms: the year 2286. */
  at: 9_999_999_999_999,
  /** ms: an hour. What waited that long is not sent any more. */
  delay: 3_600_000,
  /** s: eleven days. */
  lectureTime: 999_999.9,
  score: 100,
} as const;

/** Of one session. */
export const RUN = /^[A-Za-z0-9]{8}$/;
