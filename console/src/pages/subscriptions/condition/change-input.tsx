import { Group, Input, Text } from '@mantine/core';
import classes from './condition.module.css';
import { changeSides, NOTHING, withChangeSide } from './operand.js';
import { TagsField } from './scalar-inputs.js';
import type { JsonObject } from './tree.js';

interface ChangeInputProps {
  readonly test: JsonObject;
  readonly suggestions: readonly string[];
  readonly onChange: (test: JsonObject) => void;
  readonly error: string | undefined;
}

const SIDES = ['from', 'to'] as const;

/** What it was and what it is now; left empty, anything will do. */
export function ChangeInput({ test, suggestions, onChange, error }: ChangeInputProps) {
  const sides = changeSides(test['value']) ?? { from: [], to: [] };
  return (
    <Input.Wrapper error={error}>
      <div className={classes.sides}>
        {SIDES.map((side) => (
          <Group key={side} gap={6} wrap="nowrap" align="flex-start">
            <Text size="sm" mt={6} w={34} className={classes.side ?? ''}>
              {side}
            </Text>
            <div className={classes.sideTags}>
              <TagsField
                label={`Changed ${side}`}
                placeholder="anything"
                tags={sides[side]}
                suggestions={[NOTHING, ...suggestions]}
                onChange={(tags) => onChange(withChangeSide(test, side, tags))}
                error={undefined}
              />
            </div>
          </Group>
        ))}
      </div>
    </Input.Wrapper>
  );
}
