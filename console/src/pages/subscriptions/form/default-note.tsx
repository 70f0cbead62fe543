import { Anchor, Text } from '@mantine/core';

interface DefaultNoteProps {
  /** The setting, for who does not see beside what the button stands. */
  readonly what: string;
  /** Whose default: `dialect`, `tenant`. */
  readonly of?: string;
  readonly value: string;
  readonly isSet: boolean;
  readonly onReset: () => void;
}

/** Says what holds where nothing is set, and takes back what is. */
export function DefaultNote({ what, of = 'dialect', value, isSet, onReset }: DefaultNoteProps) {
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {isSet ? `Default of the ${of}: ${value} · ` : `The ${of}’s default`}
      {isSet && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          onClick={onReset}
          aria-label={`Reset to default: ${what}`}
        >
          Reset to default
        </Anchor>
      )}
    </Text>
  );
}
