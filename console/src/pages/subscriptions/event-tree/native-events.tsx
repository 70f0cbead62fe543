import { Box, Text } from '@mantine/core';
import classes from './event-tree.module.css';
import { isFound, nativeCoveredBy, toggled, type NativeEvent } from './selection.js';
import { Remark, SelectorBox } from './selector-box.js';

interface NativeEventsProps {
  readonly natives: readonly NativeEvent[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly search: string;
}

/** Events as the vendor's own form names them. */
export function NativeEvents({ natives, value, onChange, search }: NativeEventsProps) {
  const shown = natives.filter(({ name, title, types }) => isFound(search, name, title, ...types));
  return (
    <Box className={classes.tree} role="group" aria-label="Events by their own names">
      {shown.map((native) => (
        <SelectorBox
          key={native.name}
          name={native.name}
          title={native.title}
          description={<About native={native} />}
          isChecked={value.includes(native.name)}
          coveredBy={nativeCoveredBy(value, native)}
          onToggle={() => onChange(toggled(value, native.name))}
        />
      ))}
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" p="sm">
          No event is called “{search}”.
        </Text>
      )}
    </Box>
  );
}

const TYPES_SHOWN = 4;

function About({ native }: { readonly native: NativeEvent }) {
  const { types, isOffByDefault, isInferred } = native;
  const more = types.length - TYPES_SHOWN;
  return (
    <>
      Fired by {types.slice(0, TYPES_SHOWN).join(', ')}
      {more > 0 && ` and ${more} more`}.
      {isOffByDefault && <Remark>Off unless it is chosen itself: wildcards do not select it.</Remark>}
      {isInferred && <Remark>The vendor does not publish its name on the wire; this one is inferred.</Remark>}
    </>
  );
}
