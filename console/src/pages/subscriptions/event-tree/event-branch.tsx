import { ActionIcon, Collapse } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Dialect, EventType } from '../../../api/types.js';
import classes from './event-tree.module.css';
import { coveredBy, isSentBy, shortTitle, spelledOut, toggled, type EventGroup } from './selection.js';
import { Remark, SelectorBox } from './selector-box.js';

interface EventBranchProps {
  readonly group: EventGroup;
  /** Its types that the search has found. */
  readonly shown: readonly EventType[];
  readonly info: Dialect | undefined;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly isSearching: boolean;
}

/** A wildcard with its types below. It is open where something in it is selected. */
export function EventBranch({ group, shown, info, value, onChange, isSearching }: EventBranchProps) {
  const { wildcard, title, types } = group;
  const selected = types.filter(({ type }) => value.includes(type)).length;
  const isCovered = coveredBy(value, wildcard) !== null;
  const sent = info === undefined ? types : types.filter((type) => isSentBy(type, info.name));
  const isUnsent = sent.length === 0;
  const [isOpened, setOpened] = useState(
    selected > 0 || (group.key === 'ticket' && !isCovered && !value.includes(wildcard)),
  );
  const isOpen = isOpened || isSearching;
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.branch}>
      <div className={classes.head}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          onClick={() => setOpened(!isOpen)}
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`${isOpen ? 'Hide' : 'Show'} the types of ${title}`}
        >
          <Chevron size={15} aria-hidden />
        </ActionIcon>
        <SelectorBox
          name={wildcard}
          title={title}
          description={
            isUnsent ? (
              <Unsent info={info} isChecked={value.includes(wildcard)} />
            ) : (
              `${types.length === 1 ? '1 type' : `${types.length} types`} today, and those that come later${selected > 0 ? `; ${selected} selected by name` : ''}.`
            )
          }
          isChecked={value.includes(wildcard)}
          isPartial={selected > 0}
          isOff={isUnsent}
          coveredBy={isUnsent ? null : coveredBy(value, wildcard)}
          onToggle={() => onChange(toggled(value, wildcard))}
          onSpellOut={() => onChange(spelledOut(value, wildcard, sent))}
        />
      </div>
      <Collapse expanded={isOpen} id={id}>
        <div className={classes.leaves} role="group" aria-label={title}>
          {shown.map((type) => (
            <Leaf key={type.type} type={type} info={info} value={value} onChange={onChange} />
          ))}
        </div>
      </Collapse>
    </div>
  );
}

interface LeafProps extends Pick<EventBranchProps, 'info' | 'value' | 'onChange'> {
  readonly type: EventType;
}

function Leaf({ type: { type, description, dialects }, info, value, onChange }: LeafProps) {
  const isUnsent = info !== undefined && !isSentBy({ dialects }, info.name);
  const isChecked = value.includes(type);
  return (
    <SelectorBox
      isInner
      name={type}
      title={leafTitle(type)}
      description={
        <>
          {description} {isUnsent && <Unsent info={info} isChecked={isChecked} />}
        </>
      }
      isChecked={isChecked}
      isOff={isUnsent}
      coveredBy={isUnsent ? null : coveredBy(value, type)}
      onToggle={() => onChange(toggled(value, type))}
    />
  );
}

interface UnsentProps {
  readonly info: Dialect | undefined;
  readonly isChecked: boolean;
}

/** What a dialect never sends is refused, so it is not offered. */
function Unsent({ info, isChecked }: UnsentProps) {
  const name = info === undefined ? 'The dialect' : shortTitle(info);
  return isChecked ? (
    <Remark>{name} never sends it: take it out.</Remark>
  ) : (
    <span className={classes.unsent}>{name} never sends it.</span>
  );
}

function leafTitle(type: string): string {
  const words = type.slice(type.indexOf('.') + 1).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
