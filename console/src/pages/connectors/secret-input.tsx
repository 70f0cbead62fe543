import { Button, Group, PasswordInput } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';

interface SecretInputProps {
  readonly label: string;
  readonly description: string;
  readonly value: string;
  readonly onChange: (secret: string) => void;
  readonly error: string | undefined;
  /** Offers to make one, for helpdesks that take any. */
  readonly canMake: boolean;
}

const BYTES = 32;

/** What the helpdesk signs with, to be pasted in or made. */
export function SecretInput({ label, description, value, onChange, error, canMake }: SecretInputProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Group gap="xs" align="flex-end" wrap="wrap">
      <PasswordInput
        flex="1 1 260px"
        label={label}
        description={description}
        autoComplete="off"
        visible={isShown}
        onVisibilityChange={setShown}
        visibilityToggleButtonProps={{ 'aria-label': isShown ? 'Hide what is typed' : 'Show what is typed' }}
        value={value}
        error={error}
        aria-invalid={error !== undefined}
        onChange={(typed) => onChange(typed.currentTarget.value)}
      />
      {canMake && (
        <Button
          variant="default"
          leftSection={<IconSparkles size={16} />}
          onClick={() => {
            onChange(madeSecret());
            setShown(true);
          }}
        >
          Make one
        </Button>
      )}
    </Group>
  );
}

/** As the API makes them: in characters that every helpdesk takes. */
function madeSecret(): string {
  const random = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
