import { createContext, useContext } from 'react';
import type { CatalogueOperator } from './catalogue.js';
import type { ChangeTree } from './condition-state.js';
import type { PlacedFault } from './faults.js';
import type { OfferedField } from './fields.js';
import type { SeenValues } from './seen-values.js';

export interface CalendarName {
  readonly id: string;
  readonly name: string;
}

/** What every part of the builder needs. */
export interface Builder {
  readonly operators: readonly CatalogueOperator[];
  readonly fields: readonly OfferedField[];
  readonly eventTypes: readonly string[];
  readonly calendars: readonly CalendarName[];
  readonly seen: SeenValues;
  readonly faults: readonly PlacedFault[];
  readonly change: ChangeTree;
  /** The id of a control in the page. */
  readonly idOf: (what: Control, node: number | 'root') => string;
  /** Where the focus goes once the next change is drawn. */
  readonly focusNext: (id: string) => void;
}

export type Control = 'field' | 'up' | 'down' | 'add' | 'mode';

const BuilderContext = createContext<Builder | null>(null);
export const BuilderProvider = BuilderContext.Provider;

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (builder === null) throw new Error('a part of the condition builder stands outside of it');
  return builder;
}
