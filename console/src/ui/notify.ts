import { notifications } from '@mantine/notifications';
import { asProblem } from '../api/problem.js';

const DISMISS = { 'aria-label': 'Dismiss' } as const;

/** Says in the corner that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'green', closeButtonProps: DISMISS });
}

/** Says in the corner why something was not done. */
export function notifyProblem(error: unknown): void {
  const { title, detail } = asProblem(error);
  notifyFailure(title, detail);
}

/** Says in the corner what did not work, and what to do. */
export function notifyFailure(title: string, message: string): void {
  notifications.show({
    title,
    message,
    color: 'red',
    autoClose: 10_000,
    closeButtonProps: DISMISS,
  });
}

/** Says in the corner that something goes on in another way than before. */
export function notifyGoesOn(message: string): void {
  notifications.show({ message, color: 'yellow', autoClose: 10_000, closeButtonProps: DISMISS });
}
