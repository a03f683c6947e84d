import type { County, Town } from './division.ts';
import { xinzhouCounties } from './xinzhou.ts';

const countyByCode = new Map<string, County>(xinzhouCounties.map((county) => [county.code, county]));
const townByCode = new Map<string, Town>(
  xinzhouCounties.flatMap((county) => county.towns.map((town) => [town.code, town])),
);

/** undefined for '' and for codes outside the city. */
export function countyOf(divisionCode: string): County | undefined {
  return countyByCode.get(divisionCode);
}

export function townOf(townCode: string): Town | undefined {
  return townByCode.get(townCode);
}

/** Towns to choose from; none while the county is unknown. */
export function townsOf(divisionCode: string): readonly Town[] {
  return countyOf(divisionCode)?.towns ?? [];
}

/** A town belongs to the county whose code it begins with. */
export function isTownOf(townCode: string, divisionCode: string): boolean {
  return townsOf(divisionCode).some((town) => town.code === townCode);
}

/** “五台县 台怀镇” for one line; '' when nothing is known. */
export function divisionLabel(divisionCode: string, townCode: string): string {
  return [countyOf(divisionCode)?.name, townOf(townCode)?.name].filter((name) => name !== undefined).join(' ');
}
