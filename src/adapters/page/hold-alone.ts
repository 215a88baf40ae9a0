/**
 * Does work that only one tab may do at a time; false where another one is at it. The lock goes with
 * the tab.
 */
export async function holdAlone(
  name: string,
  work: () => Promise<void>,
  locks: LockManager | undefined = (navigator as Partial<Navigator>).locks,
): Promise<boolean> {
  if (locks === undefined) {
    await work();
    return true;
  }
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });
}
