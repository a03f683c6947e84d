/** The course of events of one run: hashed always, so that two runs can be compared; printed when somebody asks. */
export type Trace = {
  readonly add: (what: string) => void;
  readonly hash: () => string;
};

export function createTrace(now: () => number, print: ((line: string) => void) | null): Trace {
  let hash = 0x811c9dc5;
  return {
    add: (what) => {
      const line = `${now()} ${what}`;
      for (let at = 0; at < line.length; at += 1) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193) >>> 0;
      print?.(line);
    },
    hash: () => hash.toString(16).padStart(8, '0'),
  };
}
