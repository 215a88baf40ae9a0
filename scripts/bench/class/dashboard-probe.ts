/** What the class bench finds out inside the dashboard's page; see page-probe.ts. */
export interface ProbeFindings {
  /** Messages of students that came over the wire, the first of which is number 1. */
  readonly arrived: number;
  /** Messages that the page has counted and drawn. */
  readonly drawn: number;
  /** By student: the last number that came. */
  readonly last: readonly number[];
  /** Numbers left out by a student's next one. */
  readonly missing: number;
  /** Numbers that did not grow. */
  readonly again: number;
  /** Of messages said within the window, milliseconds from saying to the wire's end in the page. */
  readonly received: readonly number[];
  /** The same, to after the first frame with the message in its figures. */
  readonly rendered: readonly number[];
  /** Between animation frames of the window, milliseconds. */
  readonly frames: readonly number[];
  /** Tasks of the page over 50 ms (W3C Long Tasks) within the window, milliseconds. */
  readonly longTasks: readonly number[];
}

export interface DashboardProbe {
  /** Both by the machine's clock, milliseconds. */
  readonly findings: (from: number, to: number) => ProbeFindings;
}

export type ProbedScope = typeof globalThis & {
  readonly dashboardProbe: DashboardProbe;
  readonly probeStudents: number;
  readonly probeMessages: number;
};
