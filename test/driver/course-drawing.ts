/** One letter typed: what the desk showed then, and what the rules had answered. */
export type CourseStep = {
  readonly sign: string;
  readonly shown: string;
  readonly answered: string;
  readonly confidence: number;
};

const STEP = 18;
const ROW = 120;
const colours = ['#0b7a75', '#1f5fbf', '#b3121a', '#8a5200', '#6a3fa0', '#4a5860', '#1a7442', '#a04080', '#333333'];

/** A row for each narrative: certainty as a line, what was shown as the colour of a band below, the letters under it. */
export function courseDrawing(courses: readonly (readonly CourseStep[])[]): string {
  const names = [...new Set(courses.flatMap((steps) => steps.map(({ shown }) => shown)))];
  const colourOf = (name: string): string => colours[names.indexOf(name) % colours.length] ?? '#000000';
  const width = 40 + STEP * Math.max(...courses.map((steps) => steps.length));
  const rows = courses.map((steps, row) => {
    const top = 20 + row * ROW;
    const line = steps
      .map(({ confidence }, at) => `${30 + at * STEP},${(top + 60 - confidence * 60).toFixed(1)}`)
      .join(' ');
    const bands = steps.map(
      ({ sign, shown }, at) =>
        `<rect x="${21 + at * STEP}" y="${top + 64}" width="${STEP}" height="8" fill="${colourOf(shown)}"/>` +
        `<text x="${30 + at * STEP}" y="${top + 88}" text-anchor="middle">${sign}</text>`,
    );
    return `<path d="M21 ${top}H${width}M21 ${top + 60}H${width}" stroke="#dde3e7"/><polyline points="${line}" fill="none" stroke="#1b2429"/>${bands.join('')}`;
  });
  const foot = 30 + courses.length * ROW;
  const legend = names.map(
    (name, at) =>
      `<rect x="21" y="${foot + at * 20}" width="14" height="14" fill="${colourOf(name)}"/><text x="42" y="${foot + 12 + at * 20}">${name || '—'}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${foot + names.length * 20 + 10}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="#ffffff"/>${rows.join('')}${legend.join('')}</svg>\n`;
}
