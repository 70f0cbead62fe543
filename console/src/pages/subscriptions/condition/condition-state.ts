import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldFault } from '../../../api/problem.js';
import { conditionText, readCondition, type Trouble } from './condition-text.js';
import { placeFaults, type PlacedFault } from './faults.js';
import { fromJson, toJson, type ConditionNode, type JsonObject } from './tree.js';

/** The builder's tree and the JSON beside it. While the text is no condition, the tree is the last good one. */
interface ConditionState {
  readonly tree: ConditionNode | null;
  readonly json: JsonObject | null;
  readonly text: string;
  readonly trouble: Trouble | null;
}

export type ChangeTree = (change: (root: ConditionNode | null) => ConditionNode | null) => void;

interface Options {
  readonly value: JsonObject | null;
  readonly onChange: (value: Record<string, unknown> | null) => void;
  readonly onTrouble: ((trouble: string | null) => void) | undefined;
}

/** Keeps the tree, the text and the owner's value in step. */
export function useConditionState({ value, onChange, onTrouble }: Options) {
  const [state, setState] = useState(() => stateOf(value));
  const current = isSame(value, state.json) ? state : stateOf(value);
  if (current !== state) setState(current);
  const latest = useLatest({ state: current, onChange, onTrouble });
  const trouble = current.trouble?.summary ?? null;
  useEffect(() => latest.current.onTrouble?.(trouble), [trouble, latest]);

  const give = useCallback(
    (next: ConditionState) => {
      const { state, onChange } = latest.current;
      latest.current = { ...latest.current, state: next };
      setState(next);
      if (!isSame(next.json, state.json)) onChange(next.json);
    },
    [latest],
  );
  const change: ChangeTree = useCallback(
    (change) => {
      const { tree } = latest.current.state;
      const next = change(tree);
      if (next !== tree) give(withTree(next));
    },
    [give, latest],
  );
  const takeText = (text: string) => {
    const read = readCondition(text);
    if (!read.ok) return give({ ...current, text, trouble: read.trouble });
    if (isSame(read.condition, current.json)) return give({ ...current, text, trouble: null });
    return give({ ...stateOf(read.condition), text });
  };
  const discardText = () => give(withTree(current.tree));
  return { ...current, change, takeText, discardText };
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

function withTree(tree: ConditionNode | null): ConditionState {
  const json = toJson(tree);
  return { tree, json, text: conditionText(json), trouble: null };
}

const stateOf = (value: JsonObject | null): ConditionState => withTree(fromJson(value));

function isSame(one: JsonObject | null, other: JsonObject | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

interface PlacedFaults {
  readonly list: readonly PlacedFault[];
  /** Whether the condition is still the one that they were found in, so that their pointers hold. */
  readonly isCurrent: boolean;
}

/** Faults at the nodes that they were found at. They are placed once: a later tree has other pointers. */
export function usePlacedFaults(tree: ConditionNode | null, faults: readonly FieldFault[]): PlacedFaults {
  const key = JSON.stringify(faults);
  const [placed, setPlaced] = useState(() => ({ key, tree, list: placeFaults(tree, faults) }));
  if (placed.key === key) return { list: placed.list, isCurrent: placed.tree === tree };
  const list = placeFaults(tree, faults);
  setPlaced({ key, tree, list });
  return { list, isCurrent: true };
}
