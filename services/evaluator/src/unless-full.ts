import { isStreamFull } from '@deskhook/messaging';

/**
 * Waits for a publication. What nobody reads must not hold up the events of every tenant: where the stream is full,
 * `onFull` tells of it and the event goes on. False: it was not stored.
 */
export async function unlessFull(publication: Promise<unknown>, onFull: () => void): Promise<boolean> {
  try {
    await publication;
    return true;
  } catch (error) {
    if (!isStreamFull(error)) throw error;
    onFull();
    return false;
  }
}
