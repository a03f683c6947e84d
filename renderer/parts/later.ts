import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';

/** A part that is read when it is first wanted: the first paint of the desk does not wait for it. */
export function later<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load() }));
}
