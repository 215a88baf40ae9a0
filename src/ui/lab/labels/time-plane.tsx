import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { startOfFrames } from '#core/lab/labels/frame-times.ts';
import { type Labelling, markedStretch } from '#core/lab/labels/labelling.ts';
import { edgeNear, type NearEdge, spanAt } from '#core/lab/labels/spans.ts';
import { GUTTER } from '../../charts/labels/curve-chart.tsx';
import { styleOf, type WordStyle } from '../../charts/labels/word-style.ts';
import { useLab } from '../lab-context.ts';
import { momentWords } from './label-words.ts';
import classes from './timeline.module.css';

/** From how far an edge is taken hold of, pixels; fingers are wider. */
const REACH = { mouse: 6, touch: 16 } as const;
/** A press that moves less is a click, pixels. */
const STILL = 4;
const LANE_HEIGHT = 52;

interface TimePlaneProps {
  readonly labelling: Labelling;
  readonly styles: ReadonlyMap<string, WordStyle>;
}

type Drag =
  | { readonly kind: 'mark'; readonly from: number; readonly x: number; readonly moves: boolean }
  | { readonly kind: 'edge'; readonly edge: NearEdge; readonly at: number };

/** Lies over lane and curves: the cursor, what is marked, and what a pointer does with them. */
export function TimePlane({ labelling, styles }: TimePlaneProps): ReactNode {
  const { actions } = useLab();
  const { frames, visible, cursor, history } = labelling;
  const spans = history.present;
  const place = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [isOverEdge, setOverEdge] = useState(false);
  const length = visible.to - visible.from;
  const share = (moment: number): number => ((moment - visible.from) / length) * 100;

  useEffect(() => {
    // Whoever comes here comes to label: the keys work at once.
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.id === 'main') {
      place.current?.focus({ preventScroll: true });
    }
  }, []);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      const { left, width } = element.getBoundingClientRect();
      const across = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const around = visible.from + ((event.clientX - left) / width) * length;
        actions.label({ kind: 'zoom', factor: 2 ** (event.deltaY / 200), around });
      } else if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        event.preventDefault();
        actions.label({ kind: 'pan', share: across / width });
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [actions, visible, length]);

  const momentOf = (event: PointerEvent<HTMLDivElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return visible.from + ((event.clientX - left) / width) * length;
  };
  const edgeUnder = (event: PointerEvent<HTMLDivElement>): NearEdge | null => {
    const { top, width } = event.currentTarget.getBoundingClientRect();
    if (event.clientY - top > LANE_HEIGHT) return null;
    const reach = event.pointerType === 'touch' ? REACH.touch : REACH.mouse;
    return edgeNear(spans, momentOf(event), (reach / width) * length);
  };

  const marked = markedStretch(labelling);
  const span = spanAt(spans, cursor);
  const said = span === null ? 'nothing said' : styleOf(styles, span.word).name;
  const seconds = (moment: number): number =>
    Number(((moment - startOfFrames(frames)) / 1000).toFixed(2));
  return (
    <div
      ref={place}
      className={classes['plane']}
      style={{ left: GUTTER.left, right: GUTTER.right }}
      data-edge={isOverEdge || drag?.kind === 'edge' ? '' : undefined}
      role="slider"
      tabIndex={0}
      aria-label="Cursor on the timeline"
      aria-valuemin={0}
      aria-valuemax={seconds(frames.end)}
      aria-valuenow={seconds(cursor)}
      aria-valuetext={`${momentWords(frames, cursor)}, ${said}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = momentOf(event);
        const edge = edgeUnder(event);
        setDrag(
          edge === null
            ? { kind: 'mark', from: at, x: event.clientX, moves: false }
            : { kind: 'edge', edge, at },
        );
      }}
      onPointerMove={(event) => {
        if (drag === null) {
          setOverEdge(edgeUnder(event) !== null);
          return;
        }
        const at = momentOf(event);
        if (drag.kind === 'edge') {
          setDrag({ ...drag, at });
        } else if (drag.moves || Math.abs(event.clientX - drag.x) >= STILL) {
          if (!drag.moves) setDrag({ ...drag, moves: true });
          actions.label({ kind: 'select', from: drag.from, to: at });
        }
      }}
      onPointerUp={(event) => {
        if (drag?.kind === 'edge') {
          actions.label({ kind: 'move_edge', ...drag.edge, at: drag.at });
        } else if (drag?.moves === false) {
          actions.label({ kind: 'place', at: momentOf(event) });
        }
        setDrag(null);
      }}
      onPointerCancel={() => {
        setDrag(null);
      }}
    >
      {marked !== null && (
        <div
          className={classes['marked']}
          style={{
            left: `${share(marked.from)}%`,
            width: `${share(marked.to) - share(marked.from)}%`,
          }}
        />
      )}
      {drag?.kind === 'edge' && (
        <div className={classes['moved']} style={{ left: `${share(drag.at)}%` }} />
      )}
      <div className={classes['cursor']} style={{ left: `${share(cursor)}%` }} />
    </div>
  );
}
