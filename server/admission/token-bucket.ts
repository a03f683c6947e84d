export type Rate = {
  readonly perSecond: number;
  /** How much may come at once. */
  readonly burst: number;
};

export type TokenBucket = {
  /** False: there is not that much left; nothing was taken. */
  readonly take: (cost?: number) => boolean;
  /** Takes in any case, also more than there is; for what is known only afterwards. */
  readonly spend: (cost: number) => void;
  /** How long until nothing is owed any more; 0: at once. */
  readonly owedMs: () => number;
};

export function createTokenBucket({ perSecond, burst }: Rate, monotonic: () => number): TokenBucket {
  let tokens = burst;
  let filledAt = monotonic();

  function fill(): void {
    const at = monotonic();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1_000) * perSecond);
    filledAt = at;
  }

  return {
    take: (cost = 1) => {
      fill();
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
    spend: (cost) => {
      fill();
      tokens -= cost;
    },
    owedMs: () => {
      fill();
      return tokens >= 0 ? 0 : Math.ceil((-tokens / perSecond) * 1_000);
    },
  };
}
