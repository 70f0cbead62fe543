import { Alert, List, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconPlayerPause } from '@tabler/icons-react';
import type { AnswerOf } from '../../../api/types.js';
import { REASON_LABELS } from '../../events/firing-reasons.js';
import { ConditionView } from '../condition/condition-view.js';
import { PreviewRequests } from './preview-requests.js';

export type Preview = AnswerOf<'previewSubscription'>;

/** Whether it fires, why, and what would be sent. */
export function PreviewAnswer({ answer }: { readonly answer: Preview }) {
  const { explanation, considered, requests, request, reason } = answer;
  const shown = requests.length > 0 ? requests : request === null ? [] : [request];
  return (
    <Stack gap="sm">
      <Verdict answer={answer} />
      {reason !== 'type_not_selected' && (
        <ConditionView
          condition={null}
          explanation={explanation}
          none="It has no condition: the type decides."
        />
      )}
      {considered.length > 1 && (
        <div>
          <Text size="sm" fw={600}>
            Looked at {considered.length} events: it and those that follow from it
          </Text>
          <List size="sm" spacing={0}>
            {considered.map(({ eventId, type, reason }) => (
              <List.Item key={`${eventId} ${type}`}>
                <code>{type}</code>: {REASON_LABELS[reason].toLowerCase()}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <PreviewRequests requests={shown} isSent={requests.length > 0} />
    </Stack>
  );
}

function Verdict({ answer: { matched, reason, detail, eventType } }: { readonly answer: Preview }) {
  if (reason === 'fired')
    return (
      <Alert color="green" icon={<IconCircleCheck size={22} aria-hidden />} title="It fires" role="status">
        {detail}
      </Alert>
    );
  if (matched)
    return (
      <Alert
        color="yellow"
        icon={<IconPlayerPause size={22} aria-hidden />}
        title={`It does not fire: ${REASON_LABELS[reason].toLowerCase()}`}
        role="status"
      >
        {detail}
      </Alert>
    );
  return (
    <Alert
      color="red"
      icon={<IconCircleX size={22} aria-hidden />}
      title={`It does not fire on ${eventType}`}
      role="status"
    >
      {detail}
    </Alert>
  );
}
