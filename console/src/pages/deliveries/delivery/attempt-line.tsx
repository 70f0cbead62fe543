import { Group, Text, Title, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { Attempt, DeliveryDetail } from '../../../api/types.js';
import { duration, fullTime } from '../../../ui/format.js';
import { useNow } from '../../../ui/now.js';
import { isReplay, outcomeOf, shortOutcome, type Outcome } from './attempt-outcome.js';
import { countDown } from './headline.js';
import { gapHeight, timeLine, type Placed, type Point } from './time-line.js';
import classes from './time-line.module.css';

interface AttemptLineProps {
  readonly delivery: DeliveryDetail;
  readonly successCodes: string;
  /** Number of the attempt that is looked at. */
  readonly selected: number | null;
  readonly onSelect: (number: number) => void;
}

/** The attempts of a delivery drawn to time, with what is planned. Choosing one shows it. */
export function AttemptLine({ delivery, successCodes, selected, onSelect }: AttemptLineProps) {
  const { points, more } = timeLine(delivery);
  return (
    <section aria-label="Time line">
      <Title order={2} size="h4" mb="xs">
        Attempts
      </Title>
      <ol className={classes.line}>
        <li>
          <div className={classes.point}>
            <span className={classes.dot} data-outcome="begin" />
            <Text size="xs" c="dimmed">
              Made {fullTime(Date.parse(delivery.createdAt))}
            </Text>
          </div>
        </li>
        {points.map((placed) => (
          <li
            key={
              placed.point.kind === 'made' ? placed.point.attempt.number : `planned ${placed.point.number}`
            }
          >
            <Gap {...placed} />
            {placed.point.kind === 'made' ? (
              <Made
                attempt={placed.point.attempt}
                outcome={outcomeOf(placed.point.attempt, delivery, successCodes)}
                isReplay={isReplay(placed.point.attempt, delivery, successCodes)}
                isSelected={placed.point.attempt.number === selected}
                onSelect={onSelect}
              />
            ) : (
              <Planned point={placed.point} />
            )}
          </li>
        ))}
      </ol>
      {more > 0 && (
        <Text size="xs" c="dimmed" pl={40} pt={6}>
          … and {more} more, as the retry schedule has it
        </Text>
      )}
    </section>
  );
}

function Gap({ point, gapMs }: Placed) {
  return (
    <div
      className={classes.gap}
      data-planned={point.kind === 'planned' ? true : undefined}
      style={{ minHeight: gapHeight(gapMs) }}
    >
      {gapMs === null ? '' : `+ ${duration(gapMs)}`}
    </div>
  );
}

interface MadeProps {
  readonly attempt: Attempt;
  readonly outcome: Outcome;
  readonly isReplay: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (number: number) => void;
}

function Made({ attempt, outcome, isReplay: isOrdered, isSelected, onSelect }: MadeProps) {
  const { number, at, durationMs } = attempt;
  const Icon = outcome === 'success' ? IconCheck : IconX;
  return (
    <UnstyledButton className={classes.point} aria-current={isSelected} onClick={() => onSelect(number)}>
      <span className={classes.dot} data-outcome={outcome}>
        <Icon size={12} stroke={3} aria-hidden />
      </span>
      <div className={classes.words}>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" fw={550}>
            Attempt {number}
            {isOrdered && (
              <Text span size="xs" c="dimmed" fw={400}>
                {' '}
                · replay
              </Text>
            )}
            <VisuallyHidden>{outcome === 'success' ? ' succeeded' : ' failed'}</VisuallyHidden>
          </Text>
          <Text size="sm" fw={550} className={classes.outcome} data-outcome={outcome}>
            {shortOutcome(attempt)}
          </Text>
        </Group>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="xs" c="dimmed" truncate>
            {fullTime(Date.parse(at))}
          </Text>
          <Text size="xs" c="dimmed">
            {duration(durationMs)}
          </Text>
        </Group>
      </div>
    </UnstyledButton>
  );
}

function Planned({ point }: { readonly point: Extract<Point, { kind: 'planned' }> }) {
  const { number, at, isNext } = point;
  return (
    <div className={classes.point}>
      <span className={classes.dot} data-outcome="planned" />
      <div className={classes.words}>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" c={isNext ? undefined : 'dimmed'} fw={isNext ? 550 : 400}>
            Attempt {number}
          </Text>
          {isNext && at !== null && <CountDown at={at} />}
        </Group>
        <Text size="xs" c="dimmed">
          {at === null ? 'as soon as it may' : fullTime(at)}
          {isNext ? '' : ', if the one before fails'}
        </Text>
      </div>
    </div>
  );
}

function CountDown({ at }: { readonly at: number }) {
  const leftMs = at - useNow();
  return (
    <Text size="sm" c="dimmed">
      {leftMs > 0 ? `in ${countDown(leftMs)}` : 'due'}
    </Text>
  );
}
