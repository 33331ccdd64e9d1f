import type { DataSource } from 'typeorm';
import { announcerOf } from '#glue/db';

/** Announces a change once it is made, so that those who follow a list get it at once. */
export async function announced<T>(source: DataSource, change: Promise<T>): Promise<T> {
  const outcome = await change;
  if (outcome === 'done') announcerOf(source).announce();
  return outcome;
}
