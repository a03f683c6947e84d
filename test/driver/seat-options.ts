import type { Page } from 'playwright-core';
import type { Centre } from '../../shared/entities/centre.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';

export type SeatOptions = {
  readonly seatId: string;
  readonly centre: Centre;
  readonly serverUrl: string;
  readonly dataFolder: string;
  readonly phone?: SeatConfig['phone'];
  /** `memory`: nothing on disk, runs in every Electron; `real`: the store that ships (needs Node 24). */
  readonly store: 'memory' | 'real';
  /** Of a folder that was filled without its seat; without it the seat waits for the sign-in that brings it. */
  readonly storeKey?: SeatConfig['storeKey'];
  readonly viewport?: { readonly width: number; readonly height: number };
};

export type OpenedSeat = {
  readonly page: Page;
  /** What the page complained about since it was opened: errors, and violations of the content policy. */
  readonly complaints: readonly string[];
  /** Saved as test-results/<name>.png; answers with the path. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Ends the seat process as a crash would. The host is expected to restart it. */
  readonly crashSeat: () => void;
  /** Closes the window, then the seat politely. */
  readonly close: () => Promise<void>;
};
