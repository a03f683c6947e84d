import { failure, type Result } from '../../../shared/contract/errors.ts';
import type { SeatConfig } from '../../../shared/contract/host-link.ts';
import { PROTOCOL_VERSION, type Reply } from '../../../shared/contract/wire.ts';
import type { Channel, Clock, Transport } from '../ports.ts';

export type SignInAsked = { readonly staffNumber: string; readonly password: string };

/** An operator waits so long at most before the seat looks for another way. */
const PATIENCE_MS = 6_000;

/**
 * Asks over a connection of its own on which nobody is signed in: it stands in nobody's place (P2), whatever the seat's own
 * connection does meanwhile.
 */
export function askServer(
  parts: { readonly config: SeatConfig; readonly transport: Transport; readonly clock: Clock },
  asked: SignInAsked,
): Promise<Result<Reply<'signIn'>>> {
  const { config, transport, clock } = parts;
  return new Promise((resolve) => {
    let channel: Channel | null = null;
    let over = false;
    const finish = (result: Result<Reply<'signIn'>>): void => {
      if (over) return;
      over = true;
      cancel();
      channel?.close();
      resolve(result);
    };
    const cancel = clock.after(PATIENCE_MS, () => finish(failure('timeout')));
    const handshake = {
      protocol: PROTOCOL_VERSION,
      seatId: config.seatId,
      centreId: config.centre.id,
      token: null,
    };
    channel = transport.open(handshake, {
      opened: () => {
        void channel?.request({ type: 'signIn', ...asked }, PATIENCE_MS).then(finish);
      },
      down: () => undefined,
      unreadable: () => undefined,
      closed: (code) => finish(failure(code ?? 'offline')),
    });
    if (over) channel.close();
  });
}
