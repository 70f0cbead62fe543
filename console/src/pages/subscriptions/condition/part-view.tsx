import { Input, Text } from '@mantine/core';
import { memo } from 'react';
import { CodeBlock } from '../../../ui/code-block.js';
import { AddButtons } from './add-buttons.js';
import { useBuilder } from './builder-context.js';
import classes from './condition.module.css';
import { faultOf } from './faults.js';
import { GroupMode } from './group-mode.js';
import { NodeActions } from './node-actions.js';
import { TestRow } from './test-row.js';
import type { ConditionNode, GroupNode, OtherNode } from './tree.js';

/** Where a node stands. */
export interface Place {
  /** Its number, for people: `1.2`; empty for the root. */
  readonly path: string;
  readonly index: number;
  /** How many stand beside it, itself included. */
  readonly count: number;
  /** The group that it is in; null for the root. */
  readonly parent: number | null;
}

interface PartProps extends Place {
  readonly node: ConditionNode;
}

/** Any node. A `not` is drawn with what it negates, unless that is a `not` again. */
export const PartView = memo(function PartView({ node, ...place }: PartProps) {
  const isNegated = node.kind === 'not' && node.part.kind !== 'not' && node.part.kind !== 'other';
  const inner = isNegated ? node.part : node;
  switch (inner.kind) {
    case 'group':
      return <GroupBox group={inner} outer={node} isNegated={isNegated} {...place} />;
    case 'test':
      return <TestRow test={inner} outer={node} isNegated={isNegated} {...place} />;
    case 'not':
      return (
        <NotBox node={inner} {...place}>
          <PartView node={inner.part} path={below(place.path, 0)} index={0} count={1} parent={place.parent} />
        </NotBox>
      );
    case 'other':
      return <OtherBox node={inner} {...place} />;
    default:
      return inner satisfies never;
  }
});

const below = (path: string, index: number): string => `${path === '' ? '' : `${path}.`}${index + 1}`;

/** The same part stays the same while it is negated. */
const keyOf = (node: ConditionNode): number => (node.kind === 'not' ? keyOf(node.part) : node.id);

interface GroupBoxProps extends Place {
  readonly group: GroupNode;
  readonly outer: ConditionNode;
  readonly isNegated: boolean;
}

function GroupBox({ group, outer, isNegated, ...place }: GroupBoxProps) {
  const { faults } = useBuilder();
  const name = place.path === '' ? 'the condition' : `group ${place.path}`;
  const fault = faultOf(faults, group, 'whole');
  return (
    <div className={classes.group} role="group" aria-label={name} data-negated={isNegated || undefined}>
      <div className={classes.head}>
        <GroupMode group={group} outer={outer} isNegated={isNegated} name={name} />
        <NodeActions node={group} outer={outer} isNegated={isNegated} name={name} {...place} />
      </div>
      {fault !== undefined && <Input.Error role="alert">{fault}</Input.Error>}
      {group.parts.length === 0 && (
        <Text size="sm" c="dimmed">
          {group.mode === 'all'
            ? 'Nothing in it yet: it always holds.'
            : 'Nothing in it yet: it never holds.'}
        </Text>
      )}
      {group.parts.map((part, index) => (
        <PartView
          key={keyOf(part)}
          node={part}
          path={below(place.path, index)}
          index={index}
          count={group.parts.length}
          parent={group.id}
        />
      ))}
      <AddButtons group={group.id} name={name} />
    </div>
  );
}

interface NotBoxProps extends Place {
  readonly node: ConditionNode;
  readonly children: React.ReactNode;
}

function NotBox({ node, children, ...place }: NotBoxProps) {
  const name = `“not” ${place.path}`.trim();
  return (
    <div className={classes.group} role="group" aria-label={name} data-negated>
      <div className={classes.head}>
        <Text size="sm" fw={600}>
          Not:
        </Text>
        <NodeActions node={node} outer={node} isNegated={false} name={name} {...place} />
      </div>
      {children}
    </div>
  );
}

function OtherBox({ node, ...place }: Place & { readonly node: OtherNode }) {
  const { faults } = useBuilder();
  const name = `part ${place.path}`.trim();
  const fault = faultOf(faults, node, 'whole');
  return (
    <div className={classes.group} role="group" aria-label={name}>
      <div className={classes.head}>
        <Text size="sm" c="dimmed">
          This has no form here: edit it as JSON.
        </Text>
        <NodeActions node={node} outer={node} isNegated={false} name={name} {...place} />
      </div>
      {fault !== undefined && <Input.Error role="alert">{fault}</Input.Error>}
      <CodeBlock title="Part of the condition" language="json" code={JSON.stringify(node.json, null, 2)} />
    </div>
  );
}
