/** Ends what jest-global-setup.ts started; the two share nothing but the global object. */
export default async function stopSharedCluster(): Promise<void> {
  const stop: unknown = Reflect.get(globalThis, 'stopSharedCluster');
  if (typeof stop === 'function') await stop();
}
