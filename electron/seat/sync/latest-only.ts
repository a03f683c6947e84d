/** One at a time, and once more after it for whatever was asked meanwhile: an old answer never comes last. */
export function latestOnly(run: () => Promise<void>): () => void {
  let underWay = false;
  let again = false;
  async function loop(): Promise<void> {
    underWay = true;
    do {
      again = false;
      await run();
    } while (again);
    underWay = false;
  }
  return () => {
    again = true;
    if (!underWay) void loop();
  };
}
