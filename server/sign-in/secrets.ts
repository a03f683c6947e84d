/** Everything random or slow that a sign-in needs; tests inject a quick one. */
export type Secrets = {
  /** 256 random bits as the wire carries them. */
  readonly newToken: () => string;
  readonly hash: (password: string) => Promise<string>;
  /** Resolves also for a hash that it cannot read: then false. */
  readonly verify: (passwordHash: string, password: string) => Promise<boolean>;
};
