import type { LoadRequest } from '../load/load-plan.js';

export interface AllItems {
  pending: { id: number; title: string; status: string }[];
  done: AllItems['pending'];
}

export interface Answer {
  status: number;
  body: unknown;
}

/** Sends one request of a workload, and reads the response as JSON. */
export async function ask(url: string, { path, ...request }: LoadRequest): Promise<Answer> {
  const response = await fetch(`${url}${path}`, request);
  return { status: response.status, body: await response.json().catch(() => undefined) };
}

export function itemsIn({ pending, done }: AllItems): AllItems['pending'] {
  return [...pending, ...done];
}
