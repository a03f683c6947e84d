import { conditions, doorbellRights, mutationRights, requestRights, type Right } from '../server/rights.ts';

/** Prints `docs/rights.md` from the table by which the server decides; a test holds the two together. */

const columns = ['signedOut', 'operator', 'lead', 'admin', 'auditor'] as const;

function tableOf(title: string, rights: Readonly<Record<string, Right>>): string {
  const rows = Object.entries(rights).map(([name, { who, condition }]) => {
    const marks = columns.map((column) => (who.includes(column) ? '✓' : '–'));
    return `| \`${name}\` | ${marks.join(' | ')} | ${conditions[condition]} |`;
  });
  return [
    `## ${title}`,
    '',
    '| | signed out 未登录 | operator 话务员 | lead 值班长 | admin 管理员 | auditor 审计员 | limited to 限于 |',
    '|---|:-:|:-:|:-:|:-:|:-:|---|',
    ...rows,
  ].join('\n');
}

export function rightsPage(): string {
  return `# Who may do what

Printed from \`server/rights.ts\`, by which the server decides (P21): \`npm run rights\`. \`npm run test:roles\` tries every row at a real
server, as every role, signed out, from another centre and as somebody who was disabled while connected. Role and centre come from the
server's staff, never from a message. Whoever is disabled is in no row: the open connection ends, and no other comes about (P26).

${tableOf('Requests', requestRights)}

${tableOf('Mutations (inside a push)', mutationRights)}

What somebody else left unsent at a seat counts as an operator's at most (P6): only who is signed in acts as the lead.

${tableOf('Doorbells', doorbellRights)}
`;
}

if (import.meta.main) process.stdout.write(rightsPage());
