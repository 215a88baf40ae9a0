/** The time that runs along a chart: since the session began, or the lecture's own. */
export type TimeAxis = 'session' | 'lecture';
