import type { DataSource } from 'typeorm';
import { announcerOf } from '#glue/db';
import { openTransaction } from '#glue/transaction';

/** Announces a change once it is made, so that those who follow a list get it at once. */
export async function announced<T>(source: DataSource, change: Promise<T>): Promise<T> {
  const outcome = await change;
  if (outcome === 'done') announceChange(source);
  return outcome;
}

/** Announces a change that is committed, or that is a part of an open transaction: after its commit then. */
export function announceChange(source: DataSource): void {
  const { announce } = announcerOf(source);
  const transaction = openTransaction(source);
  if (transaction) transaction.steps.afterCommit(announce);
  else announce();
}
