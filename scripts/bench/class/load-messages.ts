/** What the processes of the class bench say to each other. */
export interface LoadOrder {
  readonly url: string;
  readonly secret: string;
  /** Students from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
  readonly hz: number;
}

/** To a process of students. */
export type LoadCommand =
  | { readonly kind: 'join'; readonly order: LoadOrder }
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' };

/** From a process of students. */
export type LoadNews =
  | { readonly kind: 'joined' }
  | {
      readonly kind: 'stopped';
      /** Last number that each student sent, from `first` on. */
      readonly sent: readonly number[];
      /** Messages that the broker did not take over. */
      readonly failed: number;
      readonly cpuSeconds: number;
    }
  | { readonly kind: 'failed'; readonly why: string };

export const BENCH_ROOM = { courseId: 'bench', lectureId: 'class' } as const;
export const studentName = (index: number): string => `b-${String(index).padStart(5, '0')}`;
