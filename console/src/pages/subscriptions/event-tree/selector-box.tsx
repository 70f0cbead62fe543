import { Button, Checkbox, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './event-tree.module.css';

interface SelectorBoxProps {
  /** As it is selected: `ticket.created`. */
  readonly name: string;
  readonly title: string;
  readonly description: ReactNode;
  readonly isChecked: boolean;
  readonly isPartial?: boolean;
  /** The wider selector that has it already: it cannot be taken out by itself. */
  readonly coveredBy?: string | null;
  readonly onToggle: () => void;
  /** Replaces a wildcard by the types of today. */
  readonly onSpellOut?: () => void;
  readonly isInner?: boolean;
  /** It cannot be selected: the dialect never sends it. What is selected all the same can be taken out. */
  readonly isOff?: boolean;
}

/** A check box for a type, a wildcard or a vendor's own name. */
export function SelectorBox(props: SelectorBoxProps) {
  const {
    name,
    title,
    description,
    isChecked,
    isPartial = false,
    coveredBy = null,
    isInner = false,
    isOff = false,
  } = props;
  const isCovered = coveredBy !== null;
  const by = `Selected by ${coveredBy}.`;
  return (
    <div className={classes.row} data-inner={isInner || undefined}>
      <Checkbox
        size="sm"
        checked={isChecked || isCovered}
        indeterminate={isPartial && !isChecked && !isCovered}
        disabled={(isCovered || isOff) && !isChecked}
        onChange={props.onToggle}
        label={
          <>
            <span className={classes.title}>{title}</span> <code className={classes.name}>{name}</code>
          </>
        }
        description={
          <>
            {description}
            {isCovered && (isInner ? <VisuallyHidden> {by}</VisuallyHidden> : ` ${by}`)}
          </>
        }
      />
      {isChecked && props.onSpellOut !== undefined && (
        <Button size="compact-xs" variant="subtle" onClick={props.onSpellOut}>
          Choose one by one
        </Button>
      )}
    </div>
  );
}

/** A remark beside an event that matters for the choice. */
export function Remark({ children }: { readonly children: ReactNode }) {
  return (
    <Text span size="xs" c="light-dark(var(--mantine-color-orange-9), var(--mantine-color-orange-4))">
      {' '}
      {children}
    </Text>
  );
}
