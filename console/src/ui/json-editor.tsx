import { Anchor, Box, Text } from '@mantine/core';
import { useId, useMemo, useRef, useState } from 'react';
import type { FieldFault } from '../api/problem.js';
import classes from './json-editor.module.css';
import { jsonPlaces, lineAt, placeOf, type JsonPlaces } from './json-places.js';

interface JsonEditorProps {
  /** What is written there: `Event`. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Shown at their places, by pointers into the value. */
  readonly faults?: readonly FieldFault[];
  readonly rows?: number;
}

interface Mark {
  readonly fault: FieldFault;
  readonly start: number;
  readonly end: number;
  readonly line: number | null;
}

const LINE_HEIGHT = 20;
const PADDING = 8;
const MARKS_MAX = 20;

/** JSON to be written by hand: with numbers of lines, and every fault at its place. */
export function JsonEditor({ label, value, onChange, faults = [], rows = 18 }: JsonEditorProps) {
  const [scrollTop, setScrollTop] = useState(0);
  const input = useRef<HTMLTextAreaElement>(null);
  const describedBy = useId();
  const marks = useMemo(() => marksOf(value, faults), [value, faults]);
  const goTo = ({ start, end, line }: Mark) => {
    input.current?.focus();
    input.current?.setSelectionRange(start, end);
    input.current?.scrollTo({ top: ((line ?? 1) - 4) * LINE_HEIGHT });
  };
  return (
    <Box>
      <div className={classes.root} data-faulty={marks.length > 0 || undefined}>
        <Gutter lines={lineAt(value, value.length)} scrollTop={scrollTop} />
        <div className={classes.pane}>
          {marks.map(
            ({ line, fault }) =>
              line !== null && (
                <div
                  key={`${line} ${fault.pointer} ${fault.detail}`}
                  className={classes.mark}
                  style={{ top: PADDING + (line - 1) * LINE_HEIGHT - scrollTop }}
                />
              ),
          )}
          <textarea
            ref={input}
            className={classes.text}
            rows={rows}
            aria-label={label}
            aria-invalid={marks.length > 0}
            aria-describedby={marks.length > 0 ? describedBy : undefined}
            spellCheck={false}
            autoCapitalize="off"
            wrap="off"
            value={value}
            onChange={(changed) => onChange(changed.currentTarget.value)}
            onScroll={(scrolled) => setScrollTop(scrolled.currentTarget.scrollTop)}
          />
        </div>
      </div>
      {marks.length > 0 && (
        <ul className={classes.faults} id={describedBy}>
          {marks.map((mark) => (
            <li key={`${mark.fault.pointer} ${mark.fault.detail}`}>
              {mark.line !== null && (
                <Anchor component="button" type="button" size="sm" onClick={() => goTo(mark)}>
                  Line {mark.line}
                </Anchor>
              )}{' '}
              <Text span size="sm" className={classes.fault}>
                {mark.fault.detail}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

/** What stands in an editor, as a value; undefined while it is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function marksOf(text: string, faults: readonly FieldFault[]): readonly Mark[] {
  const found = jsonPlaces(text);
  const marks = faults.slice(0, MARKS_MAX).map((fault) => markOf(text, found, fault));
  if (found.faultAt === null || text.trim() === '') return marks;
  const start = found.faultAt;
  const detail = start >= text.length ? 'The JSON ends too early' : 'This is not JSON from here on';
  const fault = { pointer: '', detail };
  return [{ fault, start, end: Math.min(start + 1, text.length), line: lineAt(text, start) }, ...marks];
}

function markOf(text: string, found: JsonPlaces, fault: FieldFault): Mark {
  const place = placeOf(found, fault.pointer);
  if (place === null || fault.pointer === '') return { fault, start: 0, end: 0, line: null };
  return { fault, ...place, line: lineAt(text, place.start) };
}

/** As wide as its longest number; as high as what stands beside it. */
function Gutter({ lines, scrollTop }: { readonly lines: number; readonly scrollTop: number }) {
  const numbers = useMemo(() => Array.from({ length: lines }, (_, index) => index + 1).join('\n'), [lines]);
  return (
    <div
      className={classes.gutter}
      style={{ width: `calc(${Math.max(2, String(lines).length)}ch + 18px)` }}
      aria-hidden
    >
      <div className={classes.numbers} style={{ transform: `translateY(${-scrollTop}px)` }}>
        {numbers}
      </div>
    </div>
  );
}
